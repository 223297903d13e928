using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>A person has looked and found no text: the case may be used.</summary>
public sealed class ClearCase(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<ReviewOutcome> ExecuteAsync(CaseId id, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await db.Set<Case>().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } found) return new ReviewOutcome.Refused(ReviewChange.NotThere);
        if (!found.Review.IsDue()) return new ReviewOutcome.Refused(ReviewChange.NotDue(found.Review));
        await ReviewChange.RecordAsync(db, found, CaseReview.Cleared, actor, clock.GetUtcNow().UtcDateTime, "case.cleared", "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReviewOutcome.Decided();
    }
}
