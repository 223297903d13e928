using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Learning.Training;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Work;

/// <summary>Trains a model, registers it and evaluates it on the test split, clean and under the recipe's attack.</summary>
internal sealed class TrainWork(
    ReadDataset datasets, CaseImages images, BlobStore blobs, RegisterModel register, TestEvaluations evaluations, JobDevice place,
    TimeProvider clock) : JobWork
{
    private const double TrainingShare = 0.95;

    public override JobKind Kind => JobKind.Train;

    public override async Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = job.Request<TrainRequest>();
        var recipe = RecipeReader.Read(request.RecipeJson);
        var dataset = await datasets.ExecuteAsync(request.DatasetId, cancellationToken)
            ?? throw new InvalidOperationException("The data set does not exist any more.");
        job.Report(0, "Reading the images");
        Task<TrainingSet> ReadAsync(DatasetSplit split) => images.ReadSplitAsync(
            dataset.Id, split, recipe.InputSize, (done, all) => job.Report(0, $"Reading image {done} of {all}"), cancellationToken);
        var training = await ReadAsync(DatasetSplit.Train);
        using var trainingImages = training.Images;
        var validation = await ReadAsync(DatasetSplit.Validation);
        using var validationImages = validation.Images;
        job.Log($"{training.Images.Count} training and {validation.Images.Count} validation images{(job.IsResumed ? "; resumed" : "")}.");
        var started = clock.GetTimestamp();
        var outcome = await DedicatedThread.RunAsync(() =>
        {
            var start = request.StartFrom is { } given ? new InitialWeights(blobs.PathOf(given.Weights), () => blobs.Open(given.Weights)) : null;
            using var run = new TrainingRun(recipe, training, validation, job.Folder, start, place.Device.Device);
            foreach (var remark in run.Remarks) job.Log(remark);
            return Train(run, TrainingFacts.Data(recipe, dataset.Labels, training, validation, run, request.StartFrom), job, cancellationToken);
        });
        var model = Describe(job, request, recipe, dataset) with
        {
            TrainingData = outcome.Data,
            Selection = TrainingFacts.Selection(recipe, outcome.Result),
            Metrics = Metrics(outcome.Result, clock.GetElapsedTime(started)),
        };
        if (outcome.Stopped is { } stopped) throw await KeepAsync(model, outcome.Result, stopped, cancellationToken);
        var id = await register.ExecuteAsync(model, outcome.Result.WeightsPath, cancellationToken);
        await evaluations.ExecuteAsync(
            id, dataset, recipe.Attack.Epsilon, (done, message) => job.Report(TrainingShare + (1 - TrainingShare) * done, message), cancellationToken);
        return id.Value;
    }

    private Outcome Train(TrainingRun run, IReadOnlyList<string> data, JobContext job, CancellationToken cancellationToken)
    {
        var report = new TrainingReport(job, TrainingShare);
        report.Restore(run.History);
        try
        {
            return new Outcome(run.Run(report, clock, cancellationToken), data, Stopped: null);
        }
        catch (TrainingException stopped) when (stopped.Kept is { } kept)
        {
            return new Outcome(kept, data, stopped);
        }
        finally
        {
            job.TrainsAt(null);
        }
    }

    /// <summary>The best epoch of a training that broke down becomes a model under a name that says so; the job fails all the same.</summary>
    private async Task<TrainingException> KeepAsync(
        NewModel model, TrainingResult kept, TrainingException stopped, CancellationToken cancellationToken)
    {
        var name = $"{model.Name} (stopped, epoch {kept.Best.Epoch})";
        await register.ExecuteAsync(
            model with { Name = name, Selection = $"{model.Selection} Training broke down later: the loss was no longer a number." }, kept.WeightsPath, cancellationToken);
        return new TrainingException($"{stopped.Message} They are registered as the model '{name}'.", kept);
    }

    private static NewModel Describe(JobContext job, TrainRequest request, TrainingRecipe recipe, DatasetDetails dataset) => new()
    {
        Name = request.ModelName,
        Architecture = recipe.Architecture,
        Width = recipe.Width,
        InputChannels = recipe.InputChannels,
        InputSize = recipe.InputSize,
        Variant = recipe.Variant.ToPortal(),
        Labels = dataset.Labels,
        Origin = ModelOrigin.Trained,
        DatasetId = dataset.Id,
        JobId = job.JobId,
        RecipeJson = request.RecipeJson,
        CreatedBy = job.RequestedBy,
    };

    /// <summary>The seconds are those since the last start, when the run was resumed.</summary>
    private static Dictionary<string, double> Metrics(TrainingResult result, TimeSpan took) => new()
    {
        ["Best epoch"] = result.Best.Epoch,
        ["Validation AUC"] = result.Best.ValidationAuc,
        ["Validation loss"] = result.Best.ValidationLoss,
        ["Epochs run"] = result.History.Count,
        ["Seconds"] = Math.Round(took.TotalSeconds),
    };

    /// <summary>The training as far as it came.</summary>
    /// <param name="Result">The best epoch.</param>
    /// <param name="Data">For the model card.</param>
    /// <param name="Stopped">Why it came no further, or null.</param>
    private sealed record Outcome(TrainingResult Result, IReadOnlyList<string> Data, TrainingException? Stopped);
}
