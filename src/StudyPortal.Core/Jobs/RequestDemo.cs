using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>
/// Asks a trainer to fill a new portal with the demo; a portal that holds data, or was asked before, is left alone. A demo that
/// failed is tried again: its steps that were done are skipped.
/// </summary>
public sealed class RequestDemo(IDbContextFactory<PortalDb> databases, EnqueueJob enqueue)
{
    /// <summary>Null when there is nothing to do.</summary>
    public async Task<JobId?> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var turn = await HostTurn.TryTakeAsync(db, HostTask.Demo, cancellationToken);
        if (turn is null) return null;
        var earlier = await db.Set<Job>().AsNoTracking().Where(job => job.Kind == JobKind.Demo)
            .OrderByDescending(job => job.CreatedUtc).Select(job => (JobState?)job.State).FirstOrDefaultAsync(cancellationToken);
        var isWanted = earlier is null ? !await db.Set<Dataset>().AnyAsync(cancellationToken) : earlier == JobState.Failed;
        return isWanted ? await enqueue.ExecuteAsync(JobKind.Demo, "Set up the demo", new { }, "portal", cancellationToken) : null;
    }
}
