using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>The log of a job, oldest line first: a part of it for a page, or all of it.</summary>
public sealed class ReadJobLog(IDbContextFactory<PortalDb> databases)
{
    private const int ReadAtOnce = 1_000;

    /// <summary>The lines from one place on.</summary>
    public async Task<JobLogPart> ExecuteAsync(JobId id, int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var lines = db.Set<JobLogLine>().AsNoTracking().Where(l => l.JobId == id);
        var part = await lines.OrderBy(l => l.Id).Skip(skip).Take(take).Select(l => new LoggedLine(l.AtUtc, l.Text)).ToListAsync(cancellationToken);
        return new JobLogPart(part, await lines.CountAsync(cancellationToken));
    }

    /// <summary>All lines there are when they are asked for.</summary>
    /// <returns>Null when there is no such job.</returns>
    public async Task<IAsyncEnumerable<LoggedLine>?> ReadAllAsync(JobId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Job>().AnyAsync(job => job.Id == id, cancellationToken) ? LinesAsync(id, cancellationToken) : null;
    }

    /// <summary>In parts, so that a slow download keeps no transaction open.</summary>
    private async IAsyncEnumerable<LoggedLine> LinesAsync(JobId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var part = await db.Set<JobLogLine>().AsNoTracking().Where(l => l.JobId == id && l.Id > last).OrderBy(l => l.Id).Take(ReadAtOnce).ToListAsync(cancellationToken);
            foreach (var line in part) yield return new LoggedLine(line.AtUtc, line.Text);
            if (part.Count < ReadAtOnce) yield break;
            last = part[^1].Id;
        }
    }
}

/// <summary>Some lines of a job's log, and how many it has in all.</summary>
public sealed record JobLogPart(IReadOnlyList<LoggedLine> Lines, int Total);
