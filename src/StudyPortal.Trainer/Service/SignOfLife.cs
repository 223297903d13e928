using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Service;

/// <summary>Lets the pages see that this trainer is alive, whether or not it has work.</summary>
internal sealed class SignOfLife(
    RecordTrainer record, RunningJobs jobs, TrainerFigures figures, IReadOnlyList<ComputeDevice> devices, DataRoot root, TimeProvider clock,
    ILogger<SignOfLife> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = clock.GetUtcNow().UtcDateTime;
        log.LogInformation("Trainer {ProcessId} takes jobs of {Folder}", Environment.ProcessId, root.Folder);
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await record.ExecuteAsync(Environment.MachineName, Environment.ProcessId, started, Activity(), stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(error, "The sign of life could not be written; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private TrainerActivity Activity() => new([.. devices.Select(device => device.Name)], jobs.All, figures.Gpus);
}
