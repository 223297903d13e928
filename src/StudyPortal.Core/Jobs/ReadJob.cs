using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>One job with its curves and the end of its log.</summary>
public sealed class ReadJob(IDbContextFactory<PortalDb> databases)
{
    private const int LinesShown = 500;

    public Task<JobDetails?> ExecuteAsync(JobId id, CancellationToken cancellationToken) => ExecuteAsync(id, LinesShown, cancellationToken);

    /// <param name="id">Which job.</param>
    /// <param name="lines">At most so many of the last lines of its log.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<JobDetails?> ExecuteAsync(JobId id, int lines, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var job = await db.Set<Job>().AsNoTracking().Where(j => j.Id == id).Select(JobSnapshot.FromRow).SingleOrDefaultAsync(cancellationToken);
        if (job is null) return null;
        var points = await db.Set<JobMeasure>().AsNoTracking()
            .Where(m => m.JobId == id).OrderBy(m => m.Series).ThenBy(m => m.X)
            .Select(m => new MeasuredPoint(m.Series, m.X, m.Value))
            .ToListAsync(cancellationToken);
        var log = await db.Set<JobLogLine>().AsNoTracking()
            .Where(l => l.JobId == id).OrderByDescending(l => l.Id).Take(lines)
            .Select(l => new LoggedLine(l.AtUtc, l.Text))
            .ToListAsync(cancellationToken);
        log.Reverse();
        return new JobDetails(job, [.. points.GroupBy(p => p.Series, (series, of) => new JobCurve(series, [.. of]))], log);
    }
}
