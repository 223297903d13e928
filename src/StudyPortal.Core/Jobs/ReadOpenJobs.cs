using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>Everything that waits or runs, and whatever has become of the jobs given.</summary>
public sealed class ReadOpenJobs(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<JobSnapshot>> ExecuteAsync(IReadOnlyCollection<JobId> alsoThese, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Job>().AsNoTracking()
            .Where(job => job.State == JobState.Queued || job.State == JobState.Running || alsoThese.Contains(job.Id))
            .Select(JobSnapshot.FromRow)
            .ToListAsync(cancellationToken);
    }
}
