using StudyPortal.Core.Jobs;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Demo;

/// <summary>Does a queued job here and now, on the device of the job that asks, and tells what it is doing.</summary>
internal sealed class RunJobNow(JobRunner runner, ReadJob jobs, ReadOpenJobs openJobs, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <returns>What the job made.</returns>
    /// <exception cref="InvalidOperationException">The job did not succeed; its own words say why.</exception>
    public async Task<Guid?> ExecuteAsync(JobId id, Action<JobSnapshot> progress, CancellationToken cancellationToken)
    {
        var running = runner.RunAsync(id, cancellationToken);
        while (await Task.WhenAny(running, Task.Delay(Look, clock, cancellationToken)) != running) progress(await SnapshotAsync(id));
        await running;
        cancellationToken.ThrowIfCancellationRequested();
        var job = await SnapshotAsync(id);
        for (; !job.IsOver; job = await SnapshotAsync(id))
        {
            // Another trainer was quicker and has it in hand.
            progress(job);
            await Task.Delay(Look, clock, cancellationToken);
        }

        return job.State == JobState.Succeeded ? job.ResultId : throw new InvalidOperationException($"{job.Title}: {job.Message}");
    }

    /// <summary>The demo's own job of this kind that a killed trainer left open: it is to be taken up, not asked for again.</summary>
    public async Task<JobId?> LeftOpenAsync(JobKind kind, string title, CancellationToken cancellationToken) =>
        (await openJobs.ExecuteAsync([], cancellationToken))
            .FirstOrDefault(job => job.Kind == kind && job.RequestedBy == DemoWalk.Actor && job.Title.StartsWith(title, StringComparison.Ordinal))?.Id;

    private async Task<JobSnapshot> SnapshotAsync(JobId id) =>
        (await jobs.ExecuteAsync(id, CancellationToken.None))?.Job ?? throw new InvalidOperationException($"Job {id} is not in the database.");
}
