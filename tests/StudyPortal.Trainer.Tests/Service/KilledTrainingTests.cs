using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Tests.Service;

public sealed class KilledTrainingTests
{
    private const string Area = "validation auc";

    private const string Recipe = """
        {
          "variant": "dual-bn", "architecture": "resnet18", "width": 4, "inputSize": 32, "epochs": 4, "batchSize": 8, "learningRate": 0.003,
          "normMomentum": 0.1, "attack": { "epsilon": 0.1, "alpha": 0.05, "steps": 2 }, "augmentation": { "padding": 2 }, "seed": 3
        }
        """;

    [Fact]
    public async Task A_training_whose_trainer_is_killed_is_finished_by_the_next_with_the_weights_that_it_would_have_had()
    {
        await using var portal = await TrainerPortal.CreateAsync();
        var request = new TrainRequest(await portal.AddPhantomsAsync(40), "Killed", Recipe);
        var killed = await AskForAsync(portal, request);
        await using (var victim = TrainerToKill.Start(portal.Root, TrainerToKill.Role))
        {
            await portal.Get<ReadJob>().WaitUntilAsync(killed, job => job.Job.IsOver || job.Curves.Any(curve => curve.Series == Area));
            await victim.KillAsync();
        }

        await using var heir = TrainerToKill.Start(portal.Root, TrainerToKill.Role);
        var done = await EndAsync(portal, killed);
        var straight = await EndAsync(portal, await AskForAsync(portal, request with { ModelName = "Left alone" }));

        Assert.Equal((JobState.Succeeded, 2), (done.Job.State, done.Job.Attempts));
        Assert.Equal((JobState.Succeeded, 1), (straight.Job.State, straight.Job.Attempts));
        Assert.Equal(await WeightsAsync(portal, straight), await WeightsAsync(portal, done));
        Assert.Equal(AreasOf(straight), AreasOf(done));
    }

    private static Task<JobId> AskForAsync(TrainerPortal portal, TrainRequest request) =>
        portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, request.ModelName, request, "tester", TestContext.Current.CancellationToken);

    private static Task<JobDetails> EndAsync(TrainerPortal portal, JobId id) => portal.Get<ReadJob>().WaitUntilAsync(id, job => job.Job.IsOver);

    private static async Task<BlobHash> WeightsAsync(TrainerPortal portal, JobDetails job) =>
        (await portal.Get<ReadModel>().ExecuteAsync(ModelId.From(job.Job.ResultId!.Value), TestContext.Current.CancellationToken))!.Model.Weights;

    private static IEnumerable<(double X, double Value)> AreasOf(JobDetails job) =>
        job.Curves.Single(curve => curve.Series == Area).Points.Select(point => (point.X, point.Value));
}
