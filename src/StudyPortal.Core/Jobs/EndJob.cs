using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>A trainer lets go of a job, with the last it had to tell.</summary>
public sealed class EndJob(IDbContextFactory<PortalDb> databases, TrainerName trainer, TimeProvider clock)
{
    /// <returns>False when another trainer has taken the job over: then it is that one's to end.</returns>
    public async Task<bool> ExecuteAsync(JobId id, JobOutcome outcome, JobNews lastNews, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginTellingAsync(id, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var job = await db.Set<Job>().SingleAsync(j => j.Id == id, cancellationToken);
        if (job.IsLostTo(trainer)) return false;
        await RecordProgress.ApplyAsync(db, job, lastNews, now, cancellationToken);
        Apply(job, outcome, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static void Apply(Job job, JobOutcome outcome, DateTime now)
    {
        switch (outcome)
        {
            case JobOutcome.Succeeded done:
                (job.Progress, job.ResultId) = (1, done.ResultId);
                job.End(JobState.Succeeded, "", now);
                break;
            case JobOutcome.Failed failed:
                job.End(JobState.Failed, failed.Reason, now);
                break;
            case JobOutcome.Cancelled:
                job.End(JobState.Cancelled, "", now);
                break;
            case JobOutcome.Interrupted:
                (job.State, job.Message, job.SecondsLeft) = (JobState.Queued, "Interrupted; the job goes on by itself as soon as there is a trainer.", null);
                break;
        }
    }
}
