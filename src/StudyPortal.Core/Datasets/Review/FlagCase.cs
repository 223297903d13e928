using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Datasets;

/// <summary>Sends a case to the review: somebody saw text in it, or it shall not stay left out. Nothing may have been made from it yet.</summary>
public sealed class FlagCase(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<ReviewOutcome> ExecuteAsync(CaseId id, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await db.Set<Case>().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } found) return new ReviewOutcome.Refused(ReviewChange.NotThere);
        if (found.Review.IsDue()) return new ReviewOutcome.Refused("The case waits for its review already.");
        if (await UseAsync(db, found, cancellationToken) is { } use) return new ReviewOutcome.Refused(use);
        await ReviewChange.RecordAsync(db, found, CaseReview.Flagged, actor, clock.GetUtcNow().UtcDateTime, "case.flagged", "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReviewOutcome.Decided();
    }

    private static async Task<string?> UseAsync(PortalDb db, Case found, CancellationToken cancellationToken)
    {
        if (await db.Set<StudyItem>().AnyAsync(i => i.CaseId == found.Id, cancellationToken)) return "A study shows this case: withdraw it there.";
        if (await db.Set<SaliencyMap>().AnyAsync(m => m.CaseId == found.Id, cancellationToken)) return "Saliency maps were made of this case: its pixels must stay as they are.";
        if (found.Review.IsUsable() && await db.Set<Model>().AnyAsync(m => m.DatasetId == found.DatasetId, cancellationToken))
            return "A model was trained on this data set: its pixels must stay as they are.";
        return await db.Set<Prediction>().AnyAsync(p => p.CaseId == found.Id, cancellationToken) ? "A model was evaluated on this case: its pixels must stay as they are." : null;
    }
}
