using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Takes a case that waits for its review out of every use; its row and number stay, so that no other case is renamed.</summary>
public sealed class LeaveOutCase(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<ReviewOutcome> ExecuteAsync(CaseId id, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await db.Set<Case>().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } found) return new ReviewOutcome.Refused(ReviewChange.NotThere);
        if (!found.Review.IsDue()) return new ReviewOutcome.Refused(ReviewChange.NotDue(found.Review));
        await ReviewChange.RecordAsync(db, found, CaseReview.LeftOut, actor, clock.GetUtcNow().UtcDateTime, "case.left-out", "", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReviewOutcome.Decided();
    }
}
