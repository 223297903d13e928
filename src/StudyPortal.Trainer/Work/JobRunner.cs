using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StudyPortal.Core.Health;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;

namespace StudyPortal.Trainer.Work;

/// <summary>Runs one job: hands it to the work of its kind, writes its progress, listens for cancelling and records how it ended.</summary>
internal sealed class JobRunner(
    JobsInHand inHand, RunningJobs running, BeginJob begin, RecordProgress record, EndJob end, IEnumerable<JobWork> works, JobDevice place, DataRoot root,
    PortalMeter meter, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>A job whose every run ends without an answer of the store has another cause: a query that always takes too long.</summary>
    private const int MostRuns = 20;

    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    /// <inheritdoc cref="IJobRunner.RunAsync"/>
    public Task RunAsync(JobId id, CancellationToken stopping) => inHand.RunOnceAsync(id, () => BeginAndEndAsync(id, stopping));

    private async Task BeginAndEndAsync(JobId id, CancellationToken stopping)
    {
        var job = await begin.ExecuteAsync(id, place.Device.Name, stopping);
        if (job is null) return;
        using var activity = PortalActivity.Continue("job run", job.TraceParent)?
            .SetTag("job.id", id).SetTag("job.kind", job.Kind.ToString()).SetTag("job.resumed", job.IsResumed);
        using var scope = log.BeginScope(new Dictionary<string, object> { ["JobId"] = id.ToString() });
        var started = clock.GetTimestamp();
        log.LogInformation("{Verb} job {JobId} on {Device}: {Kind}", job.IsResumed ? "Resuming" : "Beginning", id, place.Device.Name, job.Kind);
        var context = Open(job);
        running.Begin(job.Kind, place.Device.Name, context);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var over = new CancellationTokenSource();
        var pulse = PulseAsync(context, cancel, over.Token);
        var outcome = await RunAsync(job, context, cancel.Token, stopping);
        await over.CancelAsync();
        running.End(id);
        if (!await pulse && outcome is not JobOutcome.Succeeded) outcome = new JobOutcome.Interrupted();
        NativeHeap.Trim();
        if (!await EndAsync(id, outcome, context.TakeNews(), stopping))
        {
            log.LogWarning("Job {JobId} was taken over by another trainer, after this one had been silent for too long", id);
            return;
        }
        if (outcome is JobOutcome.Succeeded or JobOutcome.Cancelled) Directory.Delete(context.Folder, recursive: true);
        var ended = outcome.GetType().Name;
        activity?.SetTag("job.outcome", ended);
        meter.JobEnded(job.Kind, ended, clock.GetElapsedTime(started));
        log.LogInformation("Job {JobId}: {Outcome}", id, ended);
    }

    /// <summary>A store that does not answer is asked again until it does. A trainer that is stopped before leaves the job as if it had died.</summary>
    private async Task<bool> EndAsync(JobId id, JobOutcome outcome, JobNews lastNews, CancellationToken stopping)
    {
        for (var waits = false; ; waits = true)
        {
            try
            {
                return await end.ExecuteAsync(id, outcome, lastNews, CancellationToken.None);
            }
            catch (Exception error) when (StorageFailure.Of(error) is { } failure && !stopping.IsCancellationRequested)
            {
                if (!waits) log.LogWarning("How job {JobId} ended cannot be told yet and is tried again every second: {Reason}", id, failure.Reason);
                await Task.Delay(Pulse, clock, stopping);
            }
        }
    }

    private JobContext Open(BegunJob job)
    {
        var folder = Path.Combine(root.Work, job.Id.ToString());
        Directory.CreateDirectory(folder);
        var context = new JobContext(job.Id, job.RequestedBy, job.RequestJson, folder, job.IsResumed, clock);
        context.Log($"{(job.IsResumed ? "Resumed" : "Started")} on {place.Device.Name}.");
        return context;
    }

    private async Task<JobOutcome> RunAsync(BegunJob job, JobContext context, CancellationToken cancelled, CancellationToken stopping)
    {
        try
        {
            var work = works.SingleOrDefault(w => w.Kind == job.Kind)
                ?? throw new NotSupportedException($"This trainer cannot do jobs of the kind '{job.Kind}'. Use a trainer of the portal's own version.");
            return new JobOutcome.Succeeded(await work.RunAsync(context, cancelled));
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return stopping.IsCancellationRequested ? new JobOutcome.Interrupted() : new JobOutcome.Cancelled();
        }
        catch (Exception error) when (job.Attempts < MostRuns && StorageFailure.Of(error) is { IsAway: true } away)
        {
            log.LogWarning("Job {JobId} is interrupted: {Reason}", job.Id, away.Reason);
            context.Log($"Interrupted: {away.Reason}");
            return new JobOutcome.Interrupted();
        }
        catch (Exception error)
        {
            Activity.Current.Fail(error);
            log.LogError(error, "Job {JobId} failed; its page says why", job.Id);
            context.Log(error.ToString());
            return new JobOutcome.Failed(error.Message);
        }
    }

    /// <returns>False when the store did not take what the job had to tell.</returns>
    private async Task<bool> PulseAsync(JobContext context, CancellationTokenSource cancel, CancellationToken over)
    {
        try
        {
            using var timer = new PeriodicTimer(Pulse, clock);
            while (await timer.WaitForNextTickAsync(over))
                if (await RecordAsync(context)) await cancel.CancelAsync();
            return true;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception error)
        {
            // A job that nobody can see or cancel must not go on: another trainer may have it by now.
            await cancel.CancelAsync();
            if (StorageFailure.Of(error) is not { } failure) throw;
            log.LogWarning("Job {JobId} is interrupted: {Reason}", context.JobId, failure.Reason);
            context.Log($"Interrupted: {failure.Reason}");
            return false;
        }
    }

    private async Task<bool> RecordAsync(JobContext context)
    {
        var news = context.TakeNews();
        try
        {
            return await record.ExecuteAsync(context.JobId, news, CancellationToken.None);
        }
        catch
        {
            context.PutBack(news);
            throw;
        }
    }
}
