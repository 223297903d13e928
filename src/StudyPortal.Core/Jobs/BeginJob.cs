using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>A trainer takes a job that it was handed.</summary>
public sealed class BeginJob(IDbContextFactory<PortalDb> databases, StorageSettings storage, TrainerName trainer, TimeProvider clock)
{
    /// <summary>A job that killed its trainer this often is not tried again: it would never let the next one run.</summary>
    public const int DeathsBeforeGivingUp = 5;

    /// <summary>Where several trainers work, one whose job has had no sign of life for so long has lost it; where there is one, it alone can have left it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="id">Which job.</param>
    /// <param name="device">Where this trainer will compute it.</param>
    /// <param name="cancellationToken">Stops the taking.</param>
    /// <returns>Null when there is nothing to do: the job is over, was cancelled while it waited, was given up, or another trainer has it in hand.</returns>
    public async Task<BegunJob?> ExecuteAsync(JobId id, string device, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginTellingAsync(id, cancellationToken);
        var job = await db.Set<Job>().SingleOrDefaultAsync(j => j.Id == id, cancellationToken);
        if (job is not { State: JobState.Queued or JobState.Running }) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        if (job.State == JobState.Running && storage.IsShared && job.IsLostTo(trainer) && now - job.HeartbeatUtc < Patience) return null;
        var begun = Begin(job, device, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return begun;
    }

    private BegunJob? Begin(Job job, string device, DateTime now)
    {
        if (job.State == JobState.Running) job.TrainerDeaths++;
        if (job.CancelRequested)
        {
            job.End(JobState.Cancelled, "Cancelled before it was taken up again.", now);
            return null;
        }
        if (job.TrainerDeaths >= DeathsBeforeGivingUp)
        {
            job.End(JobState.Failed, $"The trainer died {job.TrainerDeaths} times while it ran this job (out of memory?). Look at the log, ask for less and start it again.", now);
            return null;
        }
        (job.State, job.Trainer, job.Device) = (JobState.Running, trainer.Value, device);
        (job.HeartbeatUtc, job.Attempts, job.StartedUtc) = (now, job.Attempts + 1, job.StartedUtc ?? now);
        return new BegunJob(job.Id, job.Kind, job.Title, job.RequestedBy, job.RequestJson, job.TraceParent, job.Attempts);
    }
}
