using Microsoft.Extensions.Hosting;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Service;

/// <summary>Lets the pages see that this trainer is alive, whether or not it has work.</summary>
internal sealed class SignOfLife(RecordTrainer record, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = clock.GetUtcNow().UtcDateTime;
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            await record.ExecuteAsync(Environment.MachineName, Environment.ProcessId, started, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
