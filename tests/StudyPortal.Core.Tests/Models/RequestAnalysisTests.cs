using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using static StudyPortal.Core.Datasets.LabelValue;

namespace StudyPortal.Core.Tests.Models;

public sealed class RequestAnalysisTests
{
    [Theory]
    [InlineData(AnalysisKind.RobustnessCurve, 1, 0.01, 10, "input-gradient", NormBranch.Clean, "2 to 5000 cases")]
    [InlineData(AnalysisKind.Similarity, 197, 0.01, 10, "input-gradient", NormBranch.Clean, "4 to 196 cases")]
    [InlineData(AnalysisKind.RobustnessCurve, 10, null, 10, "input-gradient", NormBranch.Clean, "above 0 and at most 1")]
    [InlineData(AnalysisKind.RobustnessCurve, 10, double.NaN, 10, "input-gradient", NormBranch.Clean, "above 0 and at most 1")]
    [InlineData(AnalysisKind.StrongAttack, 10, 0.01, 0, "input-gradient", NormBranch.Clean, "1 to 1000 steps")]
    [InlineData(AnalysisKind.StrongAttack, 10, 0.01, 10, "input-gradient", NormBranch.Adversarial, "one batch norm")]
    [InlineData(AnalysisKind.DeletionInsertion, 10, 0.01, 10, "tea-leaves", NormBranch.Clean, "no method 'tea-leaves'")]
    [InlineData(AnalysisKind.Localisation, 10, 0.01, 10, "input-gradient", NormBranch.Clean, "has a lesion box")]
    [InlineData(AnalysisKind.Transfer, 10, 0.01, 10, "input-gradient", NormBranch.Clean, "Choose the other model")]
    public async Task An_analysis_that_cannot_be_made_is_refused(
        AnalysisKind kind, int cases, double? epsilon, int steps, string method, NormBranch branch, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal);

        var outcome = await AskAsync(portal, new(model, kind, dataset, DatasetSplit.Test, branch, new(cases, epsilon, steps, Method: method)));

        Assert.Contains(reason, Refusal(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_model_must_see_the_same_images_and_tell_the_same_labels()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal);
        var larger = await portal.AddModelAsync(SampleModels.New("Larger") with { InputSize = 64 });
        var stranger = await portal.AddModelAsync(SampleModels.New("Stranger") with { Labels = ["Edema"] });
        var transfer = new AnalyseRequest(model, AnalysisKind.Transfer, dataset, DatasetSplit.Test, NormBranch.Clean, new(10, 0.01, 10, model));

        Assert.Contains("another model than this one", Refusal(await AskAsync(portal, transfer)), StringComparison.Ordinal);
        Assert.Contains("Larger takes other images: 1 x 64 x 64", Refusal(await AskAsync(portal, With(larger))), StringComparison.Ordinal);
        Assert.Contains("Stranger has other labels: Edema", Refusal(await AskAsync(portal, With(stranger))), StringComparison.Ordinal);

        AnalyseRequest With(ModelId other) => transfer with { Parameters = transfer.Parameters with { Other = other } };
    }

    [Fact]
    public async Task A_job_holds_only_what_its_kind_asks_for_and_is_not_queued_twice()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal);
        var request = new AnalyseRequest(
            model, AnalysisKind.RobustnessCurve, dataset, DatasetSplit.Test, NormBranch.Clean, new(10, 0.01, 10, ModelId.New(), "tea-leaves"));

        var started = Assert.IsType<ModelJobOutcome.Started>(await AskAsync(portal, request));
        var again = await AskAsync(portal, request with { Parameters = request.Parameters with { Method = null } });

        Assert.Contains("being made already", Refusal(again), StringComparison.Ordinal);
        var asked = request with { Parameters = new(10, 0.01, 10) };
        await using var db = portal.OpenDb();
        var job = await db.Set<Job>().SingleAsync(j => j.Id == started.Job, TestContext.Current.CancellationToken);
        Assert.Equal(asked, JsonSerializer.Deserialize<AnalyseRequest>(job.RequestJson, PortalJson.Options));
        var listed = Assert.Single(await portal.Get<ListAnalyses>().JobsAsync(model, CancellationToken.None));
        Assert.Equal((started.Job, asked), (listed.Job.Id, listed.Request));
        Assert.Equal($"Robustness curve of M on {(await portal.Get<ReadDataset>().ExecuteAsync(dataset, CancellationToken.None))!.Name}", job.Title);
    }

    [Fact]
    public async Task What_is_on_the_page_already_is_not_made_again()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal);
        var request = new AnalyseRequest(model, AnalysisKind.Similarity, dataset, DatasetSplit.Test, NormBranch.Clean, new(10));
        await portal.Get<StoreAnalysis>().ExecuteAsync(request, new AnalysisResult(10, [], []), CancellationToken.None);

        Assert.Contains("on the page already", Refusal(await AskAsync(portal, request)), StringComparison.Ordinal);
    }

    private static async Task<(ModelId Model, DatasetId Dataset)> WorldAsync(TestPortal portal)
    {
        var dataset = await portal.AddDatasetAsync([Positive, Negative]);
        return (await portal.AddModelAsync(SampleModels.New("M", dataset.Id)), dataset.Id);
    }

    private static Task<ModelJobOutcome> AskAsync(TestPortal portal, AnalyseRequest request) =>
        portal.Get<RequestAnalysis>().ExecuteAsync(request, "admin", CancellationToken.None);

    private static string Refusal(ModelJobOutcome outcome) => Assert.IsType<ModelJobOutcome.Refused>(outcome).Reason;
}
