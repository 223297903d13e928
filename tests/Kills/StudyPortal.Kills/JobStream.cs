using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Kills;

/// <summary>Keeps an import and a training in the queue, and knows what must be so of them.</summary>
internal sealed class JobStream(StartedPortal portal, string sources)
{
    private const int Images = 60, Folders = 10;

    private const string Recipe = """
        {
          "variant": "standard", "architecture": "resnet18", "width": 4, "inputSize": 32, "epochs": 4, "batchSize": 8, "learningRate": 0.003,
          "normMomentum": 0.1, "augmentation": { "padding": 2 }, "seed": 3
        }
        """;

    private int _number;
    private DatasetId _dataset;

    /// <summary>Ids of jobs that a trainer said to have ended well.</summary>
    public ConcurrentQueue<string> Succeeded { get; } = new();

    /// <summary>The data set that is trained on is imported before anything is killed.</summary>
    public async Task PrepareAsync()
    {
        for (var folder = 0; folder < Folders; folder++) await PhantomFolder.WriteAsync(FolderOf(folder), Images, seed: folder + 1, size: 96, CancellationToken.None);
        var outcome = await portal.Get<ImportDataset>().ExecuteAsync(new ImportRequest { Name = "To train on", Folder = FolderOf(0) }, Guid.NewGuid(), "driver", _ => { }, CancellationToken.None);
        _dataset = outcome is ImportOutcome.Imported made ? made.Id : throw new InvalidOperationException($"The data set was not imported: {outcome}");
    }

    /// <summary>Asks for more of what is not in the queue any more.</summary>
    public async Task FillAsync()
    {
        var open = await portal.Get<ReadOpenJobs>().ExecuteAsync([], CancellationToken.None);
        if (!open.Any(job => job.Kind == JobKind.Import)) await AskAsync(JobKind.Import, new ImportRequest { Name = $"Import {++_number}", Folder = FolderOf(_number % Folders) });
        if (!open.Any(job => job.Kind == JobKind.Train)) await AskAsync(JobKind.Train, new TrainRequest(_dataset, $"Model {++_number}", Recipe));
    }

    public async Task<bool> IsDoneAsync() => (await portal.Get<ReadOpenJobs>().ExecuteAsync([], CancellationToken.None)).Count == 0;

    /// <returns>How many imports and trainings ended well, and how many were given up because they killed too many trainers.</returns>
    /// <exception cref="PromiseBrokenException">A job ended twice, in half, or for another reason than those.</exception>
    public async Task<(int Imports, int Trainings, int GivenUp)> CheckAsync()
    {
        if (Succeeded.GroupBy(id => id).FirstOrDefault(ends => ends.Count() > 1) is { } twice) throw new PromiseBrokenException($"Job {twice.Key} ran to its end {twice.Count()} times.");
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        await using var moment = await db.Database.BeginTransactionAsync();
        var jobs = await db.Set<Job>().AsNoTracking().ToListAsync();
        var models = (await db.Set<Model>().AsNoTracking().Where(model => model.JobId != null).ToListAsync()).ToLookup(model => model.JobId);
        var sets = await db.Set<Dataset>().AsNoTracking().Select(d => new { d.Id, d.Name, Cases = db.Set<Case>().Count(c => c.DatasetId == d.Id) }).ToListAsync();
        foreach (var set in sets.Where(set => set.Name.StartsWith("Import ", StringComparison.Ordinal) && set.Cases != Images)) throw new PromiseBrokenException($"The data set '{set.Name}' is to be seen with {set.Cases} of its {Images} cases.");
        foreach (var job in jobs)
        {
            if (job.State == JobState.Failed && !job.Message.StartsWith("The trainer died", StringComparison.Ordinal)) throw new PromiseBrokenException($"Job {job.Id} ({job.Title}) failed: {job.Message}");
            if (job.State == JobState.Succeeded && job.Kind == JobKind.Import && sets.All(set => set.Id.Value != job.ResultId)) throw new PromiseBrokenException($"The import {job.Id} succeeded, and its data set is not there.");
            var made = models[job.Id].Count();
            if (made > 1 || (job.Kind == JobKind.Train && job.State == JobState.Succeeded && made == 0)) throw new PromiseBrokenException($"The training {job.Id} is {job.State} and made {made} models.");
        }

        return (Ended(JobKind.Import), Ended(JobKind.Train), jobs.Count(job => job.State == JobState.Failed));

        int Ended(JobKind kind) => jobs.Count(job => job.Kind == kind && job.State == JobState.Succeeded);
    }

    private Task<JobId> AskAsync(JobKind kind, object request) => portal.Get<EnqueueJob>().ExecuteAsync(kind, $"{kind} {_number}", request, "driver", CancellationToken.None);

    private string FolderOf(int number) => Path.Combine(sources, $"phantoms-{number}");
}
