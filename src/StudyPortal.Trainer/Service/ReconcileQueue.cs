using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Service;

/// <summary>Takes in, at the start and every few seconds, jobs whose row is there but which never reached the queue.</summary>
internal sealed class ReconcileQueue(JobDispatch dispatch, TimeProvider clock, ILogger<ReconcileQueue> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            await TryReconcileAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryReconcileAsync(CancellationToken stoppingToken)
    {
        try
        {
            var added = await dispatch.ReconcileAsync(stoppingToken);
            if (added > 0) log.LogWarning("{Count} jobs were waiting outside the queue and are in it again", added);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(error, "The queue could not be compared with the jobs; trying again");
        }
    }
}
