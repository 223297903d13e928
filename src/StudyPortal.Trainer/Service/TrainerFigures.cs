using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StudyPortal.Core.Health;
using StudyPortal.Core.Jobs;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Service;

/// <summary>Measures this trainer: what its GPUs hold, four times a minute, and how fast it trains; keeps it once a minute.</summary>
internal sealed class TrainerFigures : BackgroundService
{
    private const int LooksInAMinute = 4;
    private const int MinutesBetweenThinning = 60;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1) / LooksInAMinute;
    private static readonly string Source = $"trainer {Environment.MachineName}";

    private readonly RunningJobs _jobs;
    private readonly ReadGpuMemory _gpuMemory;
    private readonly MinuteFigures _minute;
    private readonly RecordSamples _record;
    private readonly TimeProvider _clock;
    private readonly ILogger<TrainerFigures> _log;

    public TrainerFigures(
        RunningJobs jobs, ReadGpuMemory gpuMemory, MinuteFigures minute, RecordSamples record, PortalMeter meter, TimeProvider clock, ILogger<TrainerFigures> log)
    {
        (_jobs, _gpuMemory, _minute, _record, _clock, _log) = (jobs, gpuMemory, minute, record, clock, log);
        meter.Meter.CreateObservableGauge("studyportal.training.throughput", Speeds, "{image}/s", "Images a training computes in a second, by device.");
        meter.Meter.CreateObservableGauge("studyportal.gpu.memory.used", () => Memory(gpu => gpu.UsedBytes), "By", "In use on a GPU.");
        meter.Meter.CreateObservableGauge("studyportal.gpu.memory.total", () => Memory(gpu => gpu.TotalBytes), "By", "What a GPU has.");
    }

    /// <summary>None where the driver does not tell.</summary>
    public IReadOnlyList<GpuMemory> Gpus { get; private set; } = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var look = 0; ; look++)
        {
            Gpus = await _gpuMemory.ExecuteAsync(stoppingToken);
            if (look > 0 && look % LooksInAMinute == 0) await TryAsync(SampleAsync, stoppingToken);
            if (look % (LooksInAMinute * MinutesBetweenThinning) == 1) await TryAsync(stop => _record.ThinAsync(Source, stop), stoppingToken);
            await Task.Delay(Every, _clock, stoppingToken);
        }
    }

    private Task SampleAsync(CancellationToken stoppingToken)
    {
        var figures = new Dictionary<HealthFigure, double>
        {
            [HealthFigure.Memory] = Environment.WorkingSet,
            [HealthFigure.Errors] = _minute.Take()[HealthFigure.Errors],
        };
        if (_jobs.All.Select(job => job.ImagesPerSecond).OfType<double>().ToList() is { Count: > 0 } speeds) figures[HealthFigure.TrainingSpeed] = speeds.Sum();
        if (Gpus.Count > 0) figures[HealthFigure.GpuMemory] = Gpus.Sum(gpu => (double)gpu.UsedBytes);
        return _record.ExecuteAsync(Source, figures, stoppingToken);
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
            _log.LogWarning("This trainer's figures could not be kept; trying again: {Failure}", failure.GetType().Name);
        }
    }

    private IEnumerable<Measurement<double>> Speeds() => _jobs.All
        .Where(job => job.ImagesPerSecond is not null)
        .Select(job => new Measurement<double>(job.ImagesPerSecond!.Value, new KeyValuePair<string, object?>("device", job.Device)));

    private IEnumerable<Measurement<long>> Memory(Func<GpuMemory, long> bytes) =>
        Gpus.Select(gpu => new Measurement<long>(bytes(gpu), new KeyValuePair<string, object?>("gpu", gpu.Index)));
}
