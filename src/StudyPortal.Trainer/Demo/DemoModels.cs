using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Demo;

/// <summary>The three models of the demo, each under the title of its recipe: trained here, or taken from the weights that ship with the source.</summary>
internal sealed class DemoModels(
    ListRecipes recipes, ListModels models, ReadDataset datasets, StartTraining training, EnqueueJob queue, RunJobNow run, BlobStore blobs, TestEvaluations evaluations)
{
    /// <summary>Standard, adversarial, dual batch norm.</summary>
    public IReadOnlyList<RecipeDocument> Recipes { get; } =
        [.. recipes.Execute().Where(recipe => recipe.Name.StartsWith("phantom-", StringComparison.Ordinal)).OrderBy(recipe => recipe.Variant)];

    /// <summary>Trains the model of a recipe and evaluates it; one that is there already stays.</summary>
    public async Task<ModelId> TrainAsync(RecipeDocument recipe, DatasetId dataset, Action<JobSnapshot> progress, CancellationToken cancellationToken)
    {
        if (await FindAsync(recipe, cancellationToken) is { } present) return present;
        var job = await run.LeftOpenAsync(JobKind.Train, $"Train {recipe.Title} on ", cancellationToken)
            ?? await AskForTrainingAsync(new TrainRequest(dataset, recipe.Title, recipe.Recipe), cancellationToken);
        return await MadeAsync(job, progress, cancellationToken);
    }

    /// <summary>Imports the shipped weights of a recipe and evaluates them on the demo's test split.</summary>
    public async Task<ModelId> ImportAsync(
        RecipeDocument recipe, DemoFiles files, DatasetId dataset, Action<JobSnapshot> progress, CancellationToken cancellationToken)
    {
        var details = (await datasets.ExecuteAsync(dataset, cancellationToken))!;
        var attacked = RecipeReader.Read(recipe.Recipe);
        var model = await FindAsync(recipe, cancellationToken)
            ?? await ImportAsync(recipe, files.Weights(recipe), details.Labels, attacked.InputSize, progress, cancellationToken);
        await evaluations.ExecuteAsync(model, details, attacked.Attack.Epsilon, (_, _) => { }, cancellationToken);
        return model;
    }

    private async Task<JobId> AskForTrainingAsync(TrainRequest request, CancellationToken cancellationToken) =>
        await training.ExecuteAsync(request, DemoWalk.Actor, cancellationToken) switch
        {
            ModelJobOutcome.Started started => started.Job,
            ModelJobOutcome.Refused refused => throw new InvalidOperationException(refused.Reason),
            var other => throw new InvalidOperationException($"Training does not begin as {other.GetType().Name}."),
        };

    private async Task<ModelId> ImportAsync(
        RecipeDocument recipe, string weights, IReadOnlyList<string> labels, int inputSize, Action<JobSnapshot> progress, CancellationToken cancellationToken)
    {
        var title = $"Import {recipe.Title}";
        if (await run.LeftOpenAsync(JobKind.ImportModel, title, cancellationToken) is { } left) return await MadeAsync(left, progress, cancellationToken);

        await using var file = File.OpenRead(weights);
        var request = new ImportModelRequest(
            await blobs.PutAsync(file, cancellationToken), Path.GetFileName(weights), recipe.Title, labels, recipe.Variant, inputSize)
        {
            Note = $"It ships with the software: trained on the synthetic chest phantoms with the recipe {recipe.Name} by 'studyportal demo'.",
        };
        var job = await queue.ExecuteAsync(JobKind.ImportModel, title, request, DemoWalk.Actor, cancellationToken);
        return await MadeAsync(job, progress, cancellationToken);
    }

    private async Task<ModelId> MadeAsync(JobId job, Action<JobSnapshot> progress, CancellationToken cancellationToken) =>
        ModelId.From(await run.ExecuteAsync(job, progress, cancellationToken) ?? throw new InvalidOperationException($"Job {job} made no model."));

    private async Task<ModelId?> FindAsync(RecipeDocument recipe, CancellationToken cancellationToken) =>
        (await models.ExecuteAsync(cancellationToken)).SingleOrDefault(model => model.Name == recipe.Title)?.Id;
}
