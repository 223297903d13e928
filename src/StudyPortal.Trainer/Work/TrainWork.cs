using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Learning;
using StudyPortal.Learning.Training;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Work;

/// <summary>Trains a model, registers it and evaluates it on the test split, clean and under the recipe's attack.</summary>
internal sealed class TrainWork(
    ReadDataset datasets, CaseImages images, RegisterModel register, TestEvaluations evaluations, ComputeDevice device, TimeProvider clock) : JobWork
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
        var result = await DedicatedThread.RunAsync(() =>
        {
            using var run = new TrainingRun(recipe, training, validation, job.Folder, device: device.Device);
            var report = new TrainingReport(job, TrainingShare);
            report.Restore(run.History);
            return run.Run(report, clock, cancellationToken);
        });
        var model = Describe(job, request, recipe, dataset) with { Metrics = Metrics(result, clock.GetElapsedTime(started)) };
        var id = await register.ExecuteAsync(model, result.WeightsPath, cancellationToken);
        await evaluations.ExecuteAsync(
            id, dataset, recipe.Attack.Epsilon, (done, message) => job.Report(TrainingShare + (1 - TrainingShare) * done, message), cancellationToken);
        return id.Value;
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
}
