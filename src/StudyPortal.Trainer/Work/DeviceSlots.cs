using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Jobs;
using StudyPortal.Learning;

namespace StudyPortal.Trainer.Work;

/// <summary>
/// One job on each device of this trainer. The queue hands out no more jobs at once than there are devices, so that none waits here.
/// </summary>
/// <param name="devices">One that is named twice takes two jobs.</param>
internal sealed class DeviceSlots(IReadOnlyList<ComputeDevice> devices, IServiceScopeFactory scopes) : IJobRunner
{
    private readonly ConcurrentQueue<ComputeDevice> _free = new(devices);

    public async Task RunAsync(JobId id, CancellationToken stopping)
    {
        if (!_free.TryDequeue(out var device)) throw new InvalidOperationException($"All {devices.Count} devices have a job; the queue must not hand out another.");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<JobDevice>().Device = device;
            await scope.ServiceProvider.GetRequiredService<JobRunner>().RunAsync(id, stopping);
        }
        finally
        {
            _free.Enqueue(device);
        }
    }
}
