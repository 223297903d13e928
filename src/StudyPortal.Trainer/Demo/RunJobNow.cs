using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Demo;

/// <summary>Does a queued job here and now, in the way the service would, and tells what it is doing.</summary>
internal sealed class RunJobNow(IJobRunner runner, ReadJob jobs, TimeProvider clock)
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
        return job.State == JobState.Succeeded ? job.ResultId : throw new InvalidOperationException($"{job.Title}: {job.Message}");
    }

    private async Task<JobSnapshot> SnapshotAsync(JobId id) =>
        (await jobs.ExecuteAsync(id, CancellationToken.None))?.Job ?? throw new InvalidOperationException($"Job {id} is not in the database.");
}
