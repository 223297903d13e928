using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;

namespace StudyPortal.Trainer.Demo;

/// <summary>The main job on the shipped synthetic set: data, models, maps, studies, report. Each step is skipped when it was done before.</summary>
internal sealed class DemoWalk(SeedDemoAccounts accounts, DemoData data, DemoModels models, DemoStudies studies)
{
    public const string Actor = "demo";

    /// <summary>Everything by computing: trains the models, simulates the readers and reports.</summary>
    public async Task<ReportId> TrainAndReadAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        var dataset = await PrepareAsync(DemoFiles.Find(), tell, cancellationToken);
        var trained = new List<ModelId>();
        foreach (var recipe in models.Recipes)
        {
            tell($"Training: {recipe.Title}");
            trained.Add(await models.TrainAsync(recipe, dataset, job => tell($"  {job.Message}"), cancellationToken));
        }

        tell("Saliency maps, study and six simulated readers");
        return await studies.EnsureReadAsync(dataset, trained, cancellationToken);
    }

    /// <summary>The portal's demo, in seconds: the shipped weights, a study that was read by simulation and one that waits for readers.</summary>
    public async Task SeedAsync(Action<double, string> progress, CancellationToken cancellationToken)
    {
        var files = DemoFiles.Find();
        var dataset = await PrepareAsync(files, step => progress(0, step), cancellationToken);
        var imported = new List<ModelId>();
        foreach (var (index, recipe) in models.Recipes.Index())
        {
            progress(0.2 + (0.15 * index), $"Evaluating: {recipe.Title}");
            imported.Add(await models.ImportAsync(recipe, files, dataset, IgnoreProgress, cancellationToken));
        }

        progress(0.65, "Opening the study for the demo readers");
        await studies.EnsureWaitingAsync(dataset, imported, cancellationToken);
        progress(0.8, "Simulating the closed study and its report");
        await studies.EnsureReadAsync(dataset, imported, cancellationToken);
    }

    private async Task<DatasetId> PrepareAsync(DemoFiles files, Action<string> tell, CancellationToken cancellationToken)
    {
        await accounts.ExecuteAsync(cancellationToken);
        tell("Importing the chest phantoms (synthetic)");
        return await data.EnsureAsync(files, cancellationToken);
    }

    private static void IgnoreProgress(JobSnapshot job)
    {
    }
}
