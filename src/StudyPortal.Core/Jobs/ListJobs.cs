using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>The queue and its history, newest first.</summary>
public sealed class ListJobs(IDbContextFactory<PortalDb> databases)
{
    public async Task<JobList> ExecuteAsync(int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var total = await db.Set<Job>().CountAsync(cancellationToken);
        var page = await db.Set<Job>().AsNoTracking()
            .OrderByDescending(job => job.CreatedUtc).ThenBy(job => job.Id)
            .Skip(skip).Take(take)
            .Select(JobSnapshot.FromRow)
            .ToListAsync(cancellationToken);
        return new JobList(page, total);
    }
}
