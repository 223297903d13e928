using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>Asks a trainer to fill a new portal with the demo; a portal that holds data, or was asked before, is left alone.</summary>
public sealed class RequestDemo(IDbContextFactory<PortalDb> databases, EnqueueJob enqueue)
{
    /// <summary>Null when there is nothing to do.</summary>
    public async Task<JobId?> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var isNew = !await db.Set<Dataset>().AnyAsync(cancellationToken) && !await db.Set<Job>().AnyAsync(job => job.Kind == JobKind.Demo, cancellationToken);
        return isNew ? await enqueue.ExecuteAsync(JobKind.Demo, "Set up the demo", new { }, "portal", cancellationToken) : null;
    }
}
