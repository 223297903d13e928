using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Jobs;

/// <summary>
/// The order in which trainers take jobs: a persistent Quartz store. The rows of the portal's own database are the
/// truth; what the store has lost or never got is offered to it again.
/// </summary>
public sealed class JobDispatch(ISchedulerFactory schedulers, IDbContextFactory<PortalDb> databases, StorageSettings storage, TimeProvider clock, ILogger<JobDispatch> log)
{
    private const string Group = "portal";

    /// <summary>Puts again into the queue whatever is not over and not in it: after a crash between the two stores, or after the queue's file was lost.</summary>
    /// <returns>How many jobs had to be put in.</returns>
    public async Task<int> ReconcileAsync(CancellationToken cancellationToken)
    {
        // What runs beside the queue, as the jobs of the demo do, is in good hands as long as its trainer tells of it.
        var silent = storage.IsShared ? clock.GetUtcNow().UtcDateTime - BeginJob.Patience : DateTime.MaxValue;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db.Set<Job>().AsNoTracking()
            .Where(job => job.State == JobState.Queued || (job.State == JobState.Running && (job.HeartbeatUtc == null || job.HeartbeatUtc < silent)))
            .OrderBy(job => job.CreatedUtc)
            .Select(job => new { job.Id, job.CreatedUtc })
            .ToListAsync(cancellationToken);
        var offered = 0;
        foreach (var job in open)
            if (await TryScheduleAsync(job.Id, job.CreatedUtc, cancellationToken)) offered++;
        return offered;
    }

    /// <summary>Offers a stored job to the trainers. A queue that cannot be reached loses nothing: the trainer finds the row by itself.</summary>
    internal async Task OfferAsync(JobId id, DateTime createdUtc, CancellationToken cancellationToken)
    {
        try
        {
            await TryScheduleAsync(id, createdUtc, cancellationToken);
        }
        catch (SchedulerException error)
        {
            log.LogWarning(error, "Job {JobId} could not be put into the queue now; the trainer will pick it up from its row", id);
        }
    }

    internal static JobId IdOf(JobKey key) => JobId.From(Guid.Parse(key.Name));

    private async Task<bool> TryScheduleAsync(JobId id, DateTime createdUtc, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var key = new JobKey(id.ToString(), Group);
        if (await scheduler.Exists(key, cancellationToken)) return false;
        try
        {
            await scheduler.ScheduleJob(JobBuilder.Create<QueuedJob>().WithIdentity(key).RequestRecovery().Build(), FirstComeFirstServed(id, createdUtc), cancellationToken: cancellationToken);
            return true;
        }
        catch (ObjectAlreadyExistsException)
        {
            return false;
        }
    }

    // Misfires are ignored, or a job that waited over a minute would get a new fire time and lose its place.
    private static ITrigger FirstComeFirstServed(JobId id, DateTime createdUtc) => TriggerBuilder.Create()
        .WithIdentity(id.ToString(), Group)
        .StartAt(new DateTimeOffset(createdUtc, TimeSpan.Zero))
        .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
        .Build();
}
