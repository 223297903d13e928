using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Trainer.Demo;

namespace StudyPortal.Trainer.Tests.Demo;

public sealed class DemoModelsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_that_a_killed_trainer_left_is_taken_up_and_makes_one_model()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var (models, files) = (portal.Get<DemoModels>(), DemoFiles.Find());
        var (recipe, dataset) = (models.Recipes[0], await portal.AddPhantomsAsync(20));
        var left = await LeaveImportAsync(portal, recipe, files);

        var model = await models.ImportAsync(recipe, files, dataset, _ => { }, Stop);

        var made = Assert.Single(await portal.Get<ListModels>().ExecuteAsync(Stop));
        Assert.Equal((model, recipe.Title), (made.Id, made.Name));
        var job = (await portal.Get<ReadJob>().ExecuteAsync(left, Stop))!.Job;
        Assert.Equal((JobState.Succeeded, 2), (job.State, job.Attempts));
        Assert.Equal(1, (await portal.Get<ListJobs>().ExecuteAsync(0, 10, Stop)).Total);
    }

    private static async Task<JobId> LeaveImportAsync(TrainerPortal portal, RecipeDocument recipe, DemoFiles files)
    {
        await using var file = File.OpenRead(files.Weights(recipe));
        var weights = await portal.Get<BlobStore>().PutAsync(file, Stop);
        var request = new ImportModelRequest(weights, "phantom.pth", recipe.Title, ["Mass", "Effusion", "Cardiomegaly"], recipe.Variant, 64);
        var job = await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.ImportModel, $"Import {recipe.Title}", request, DemoWalk.Actor, Stop);
        await portal.Get<BeginJob>().ExecuteAsync(job, "cpu", Stop);
        return job;
    }
}
