using System.Globalization;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Testing;

namespace StudyPortal.Benchmarks.Scaling;

/// <summary>How soon one trainer and two work off the same queue of trainings, each trainer with the same small share of a processor.</summary>
internal sealed class TrainerThroughput(ScalingStage stage, ScalingOptions options)
{
    private const int Images = 80, Epochs = 4, Trainings = 6, WarmTrainings = 4;

    private static readonly string Recipe = string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "variant": "standard", "architecture": "resnet18", "width": 8, "inputSize": 64, "epochs": {{Epochs}}, "batchSize": 16, "learningRate": 0.003,
          "normMomentum": 0.1, "augmentation": { "padding": 2 }, "seed": 3
        }
        """);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private DatasetId _set;
    private int _asked;

    public async Task RunAsync()
    {
        Say($"Trainers with {options.Share} % of a processor each, {Trainings} trainings of {Epochs} epochs of {Images} images");
        var folder = Path.Combine(stage.Hosts[0].Sources, "phantoms");
        await PhantomFolder.WriteAsync(folder, Images, seed: 1, size: 96, CancellationToken.None);
        var outcome = await stage.Hosts[0].Get<ImportDataset>().ExecuteAsync(new ImportRequest { Name = "To train on", Folder = folder }, Guid.NewGuid(), "driver", _ => { }, CancellationToken.None);
        _set = outcome is ImportOutcome.Imported made ? made.Id : throw new InvalidOperationException($"The data set was not imported: {outcome}");
        var (one, two) = (await MeasureAsync(trainers: 1), await MeasureAsync(trainers: 2));
        Say($"One {one:0.0} s, two {two:0.0} s: {one / two:0.00} times as fast");
    }

    /// <returns>Seconds from the first training's begin to the last one's end.</returns>
    private async Task<double> MeasureAsync(int trainers)
    {
        var shares = Enumerable.Range(0, trainers).Select(number => CpuShare.Make(string.Create(CultureInfo.InvariantCulture, $"trainer-{number}"), options.Share)).ToList();
        var started = shares.Select(_ => StartedTrainer.Start(stage.Hosts[0].DataFolder, new(), stage.Storage, devices: "cpu")).ToList();
        try
        {
            await EndAsync(await AskAsync(WarmTrainings));
            foreach (var (share, trainer) in shares.Zip(started)) share.Hold(trainer.ProcessId);
            var jobs = await EndAsync(await AskAsync(Trainings));
            return (jobs.Max(job => job.FinishedUtc!.Value) - jobs.Min(job => job.StartedUtc!.Value)).TotalSeconds;
        }
        finally
        {
            foreach (var trainer in started) await trainer.DisposeAsync();
            foreach (var share in shares) share.Dispose();
        }
    }

    private async Task<IReadOnlyList<JobId>> AskAsync(int count)
    {
        var jobs = new List<JobId>();
        for (var number = 0; number < count; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Model {++_asked}");
            jobs.Add(await stage.Hosts[0].Get<EnqueueJob>().ExecuteAsync(JobKind.Train, name, new TrainRequest(_set, name, Recipe), "driver", CancellationToken.None));
        }

        return jobs;
    }

    private async Task<IReadOnlyList<JobSnapshot>> EndAsync(IReadOnlyList<JobId> ids)
    {
        while ((await stage.Hosts[0].Get<ReadOpenJobs>().ExecuteAsync([], CancellationToken.None)).Count > 0) await Task.Delay(Look);
        var jobs = new List<JobSnapshot>();
        foreach (var id in ids) jobs.Add((await stage.Hosts[0].Get<ReadJob>().ExecuteAsync(id, CancellationToken.None))!.Job);
        return jobs.TrueForAll(job => job.State == JobState.Succeeded) ? jobs : throw new InvalidOperationException($"A training failed: {jobs.Find(job => job.State != JobState.Succeeded)!.Message}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
