using StudyPortal.Core.Health;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Health;

/// <summary>Looks at the store four times a minute and keeps what this host measured once a minute.</summary>
internal sealed class HealthSampler(
    MinuteFigures minute, StoreFigures store, RecordSamples record, TimeProvider clock, ILogger<HealthSampler> log) : BackgroundService
{
    private const int LooksInAMinute = 4;
    private const int MinutesBetweenThinning = 60;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1) / LooksInAMinute;
    private static readonly string Source = $"web {Environment.MachineName}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var look = 0; ; look++)
        {
            await TryAsync(store.LookAsync, stoppingToken);
            if (look > 0 && look % LooksInAMinute == 0) await TryAsync(SampleAsync, stoppingToken);
            if (look % (LooksInAMinute * MinutesBetweenThinning) == 1) await TryAsync(stop => record.ThinAsync(Source, stop), stoppingToken);
            await Task.Delay(Every, clock, stoppingToken);
        }
    }

    private Task SampleAsync(CancellationToken stoppingToken)
    {
        var figures = minute.Take();
        figures[HealthFigure.Memory] = Environment.WorkingSet;
        if (store.Seen is { } seen)
        {
            (figures[HealthFigure.Database], figures[HealthFigure.FreeDisk]) = (seen.DatabaseBytes, seen.FreeBytes);
            (figures[HealthFigure.JobsWaiting], figures[HealthFigure.JobsRunning]) = (seen.JobsIn(JobState.Queued), seen.JobsIn(JobState.Running));
        }
        if (store.BlobBytes is { } blobs) figures[HealthFigure.Blobs] = blobs;
        return record.ExecuteAsync(Source, figures, stoppingToken);
    }

    /// <summary>Whatever fails ends this turn, not the turns after it.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> step, CancellationToken stoppingToken)
    {
        try
        {
            await step(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning("The portal's figures could not be read or kept; trying again: {Failure}", failure.GetType().Name);
        }
    }
}
