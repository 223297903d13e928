using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>A trainer writes what its job has to tell, which is also the job's heartbeat.</summary>
public sealed class RecordProgress(IDbContextFactory<PortalDb> databases, TrainerName trainer, TimeProvider clock)
{
    /// <returns>True when the job is to be left: somebody asked for it to be cancelled, or another trainer has taken it over.</returns>
    public async Task<bool> ExecuteAsync(JobId id, JobNews news, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginTellingAsync(id, cancellationToken);
        var job = await db.Set<Job>().SingleAsync(j => j.Id == id, cancellationToken);
        if (job.IsLostTo(trainer)) return true;
        await ApplyAsync(db, job, news, clock.GetUtcNow().UtcDateTime, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job.CancelRequested;
    }

    internal static async Task ApplyAsync(PortalDb db, Job job, JobNews news, DateTime now, CancellationToken cancellationToken)
    {
        (job.Progress, job.Message, job.SecondsLeft, job.HeartbeatUtc) = (news.Progress, news.Message, news.SecondsLeft, now);
        db.AddRange(news.Lines.Select(line => new JobLogLine { JobId = job.Id, AtUtc = line.AtUtc, Text = line.Text }));
        foreach (var (series, x, value) in news.Points)
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "JobMeasures" ("JobId", "Series", "X", "Value") VALUES ({job.Id.Value}, {series}, {x}, {value})
                ON CONFLICT ("JobId", "Series", "X") DO UPDATE SET "Value" = excluded."Value"
                """,
                cancellationToken);
    }
}
