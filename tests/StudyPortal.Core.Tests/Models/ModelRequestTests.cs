using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using static StudyPortal.Core.Datasets.LabelValue;

namespace StudyPortal.Core.Tests.Models;

public sealed class ModelRequestTests
{
    [Fact]
    public async Task Training_on_a_set_without_validation_cases_is_refused_before_it_costs_anything()
    {
        await using var portal = await TestPortal.CreateAsync();
        var dataset = await portal.AddDatasetAsync([Positive, Negative], split: DatasetSplit.Train);

        var outcome = await portal.Get<StartTraining>().ExecuteAsync(new TrainRequest(dataset.Id, "M", "{}"), "admin", CancellationToken.None);

        Assert.Contains("no case in its validation split", Assert.IsType<ModelJobOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "ignore")]
    [InlineData("""{"uncertain":"ones"}""", "ones")]
    public async Task A_recipe_that_does_not_say_what_uncertain_labels_teach_takes_the_policy_of_the_data_set(string recipe, string policy)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new Datasets.SourceFolder().Images(2).Text("labels.csv", "file,patient,fold,Mass\n0.png,A,train,-1\n1.png,B,valid,1\n");
        var dataset = await Datasets.Importing.ImportedAsync(portal, source.Request() with { Uncertain = UncertainPolicy.Ignore });

        var started = Assert.IsType<ModelJobOutcome.Started>(await portal.Get<StartTraining>().ExecuteAsync(new TrainRequest(dataset.Id, "M", recipe), "admin", CancellationToken.None));

        await using var db = portal.OpenDb();
        var job = await db.Set<Job>().SingleAsync(j => j.Id == started.Job, TestContext.Current.CancellationToken);
        var asked = System.Text.Json.JsonSerializer.Deserialize<TrainRequest>(job.RequestJson, PortalJson.Options)!;
        Assert.Equal(policy, (string?)System.Text.Json.Nodes.JsonNode.Parse(asked.RecipeJson)!["uncertain"]);
    }

    [Fact]
    public async Task Training_under_a_name_that_is_taken_is_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        var dataset = await portal.AddDatasetAsync([Positive]);
        await portal.AddModelAsync(SampleModels.New("M"));

        var outcome = await portal.Get<StartTraining>().ExecuteAsync(new TrainRequest(dataset.Id, "M", "{}"), "admin", CancellationToken.None);

        Assert.Contains("a model 'M' already", Assert.IsType<ModelJobOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_from_weights_that_are_not_in_the_store_is_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        var dataset = await portal.AddDatasetAsync([Positive]);
        var request = new TrainRequest(dataset.Id, "M", "{}") { StartFrom = new StartWeights(Core.Storage.BlobHash.Of([9]), "imagenet.pth") };

        var outcome = await portal.Get<StartTraining>().ExecuteAsync(request, "admin", CancellationToken.None);

        Assert.Contains("imagenet.pth", Assert.IsType<ModelJobOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Received_weights_wait_in_the_queue_with_what_they_are_said_to_be()
    {
        await using var portal = await TestPortal.CreateAsync();
        var weights = new Core.Storage.BlobHash(await portal.Get<ReceiveWeights>().ExecuteAsync(new MemoryStream([1, 2, 3]), CancellationToken.None));
        var request = new ImportModelRequest(weights, "net.pth", "M", ["A", "B"], ModelVariant.DualBn, 256);

        var started = Assert.IsType<ModelJobOutcome.Started>(await portal.Get<RequestModelImport>().ExecuteAsync(request, "admin", CancellationToken.None));

        await using var db = portal.OpenDb();
        var job = await db.Set<Job>().SingleAsync(j => j.Id == started.Job, TestContext.Current.CancellationToken);
        Assert.Equal((JobKind.ImportModel, "Import M from net.pth"), (job.Kind, job.Title));
        var read = System.Text.Json.JsonSerializer.Deserialize<ImportModelRequest>(job.RequestJson, PortalJson.Options)!;
        Assert.Equal(request, read with { Labels = request.Labels });
        Assert.Equal(request.Labels, read.Labels);
    }

    [Fact]
    public async Task An_import_of_a_file_that_was_never_received_is_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        var request = new ImportModelRequest(Core.Storage.BlobHash.Of([9]), "net.pth", "M", ["A"], ModelVariant.Standard, 64);

        var outcome = await portal.Get<RequestModelImport>().ExecuteAsync(request, "admin", CancellationToken.None);

        Assert.Contains("upload it again", Assert.IsType<ModelJobOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.03, 0, NormBranch.Clean, "at least one step")]
    [InlineData(0, 10, NormBranch.Clean, "a radius above 0")]
    [InlineData(-0.1, 10, NormBranch.Clean, "from 0 to 1")]
    [InlineData(double.NaN, 10, NormBranch.Clean, "from 0 to 1")]
    [InlineData(0, 0, NormBranch.Adversarial, "one batch norm")]
    public async Task An_evaluation_that_means_nothing_is_refused(double epsilon, int steps, NormBranch branch, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        var dataset = await portal.AddDatasetAsync([Positive]);
        var model = await portal.AddModelAsync(SampleModels.New("M"));
        var request = EvaluateRequest.Clean(model, dataset.Id, DatasetSplit.Test, branch) with { Epsilon = epsilon, Steps = steps };

        var outcome = await portal.Get<RequestEvaluation>().ExecuteAsync(request, "admin", CancellationToken.None);

        Assert.Contains(reason, Assert.IsType<ModelJobOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }
}
