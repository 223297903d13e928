using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>Cancels a job: at once while it waits, else as soon as its trainer reads it, within about a second.</summary>
public sealed class CancelJob(IDbContextFactory<PortalDb> databases, JobFeed feed, TimeProvider clock)
{
    /// <returns>False when there was nothing left to cancel.</returns>
    public async Task<bool> ExecuteAsync(JobId id, string requestedBy, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(id, cancellationToken);
        var job = await db.Set<Job>().SingleOrDefaultAsync(j => j.Id == id, cancellationToken);
        if (job is not { State: JobState.Queued or JobState.Running, CancelRequested: false }) return false;
        var now = clock.GetUtcNow().UtcDateTime;
        job.CancelRequested = true;
        if (job.State == JobState.Queued) job.End(JobState.Cancelled, "Cancelled while it waited.", now);
        await AuditTrail.AppendAsync(db, now, requestedBy, "jobs.cancel", id.ToString(), job.Title, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(JobSnapshot.Of(job));
        return true;
    }
}
