using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>How far the setting up of the demo is.</summary>
public sealed class ReadDemo(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Null when nobody asked for the demo.</summary>
    public async Task<JobSnapshot?> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Job>().AsNoTracking()
            .Where(job => job.Kind == JobKind.Demo)
            .OrderByDescending(job => job.CreatedUtc)
            .Select(JobSnapshot.FromRow)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
