using System.Collections.Concurrent;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Work;

/// <summary>
/// Keeps one process from running a job twice at once: the demo runs jobs of its own, which the queue may hand to another device meanwhile.
/// </summary>
internal sealed class JobsInHand
{
    private readonly ConcurrentDictionary<JobId, Lazy<Task>> _running = new();

    /// <summary>Runs it, or waits for the end of the run that is under way.</summary>
    public async Task RunOnceAsync(JobId id, Func<Task> run)
    {
        var mine = new Lazy<Task>(run);
        var running = _running.GetOrAdd(id, mine);
        try
        {
            await running.Value;
        }
        finally
        {
            if (running == mine) _running.TryRemove(id, out _);
        }
    }
}
