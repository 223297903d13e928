using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using static StudyPortal.Core.Datasets.LabelValue;

namespace StudyPortal.Core.Tests.Models;

public sealed class LabelMapTests
{
    private static readonly Dictionary<string, string> Tumour = new() { ["Tumour"] = SampleModels.Label };

    [Fact]
    public async Task A_label_is_judged_by_the_name_that_the_data_set_has_for_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal);
        await StoreAsync(portal, model, dataset, Tumour);

        var evaluation = Assert.Single((await portal.Get<ReadModel>().ExecuteAsync(model, CancellationToken.None))!.Evaluations);

        var tumour = evaluation.Labels[0];
        Assert.Equal(("Tumour", 2, 2, 0.75), (tumour.Label, tumour.Positives, tumour.Negatives, tumour.Auc)); // three of four pairs in order
        Assert.Equal((0, 0), (evaluation.Labels[1].Positives, evaluation.Labels[1].Negatives));
        Assert.Equal(0.75, evaluation.MacroAuc);
        Assert.Equal(Tumour, evaluation.LabelMap);
    }

    [Fact]
    public async Task Another_map_is_another_evaluation_and_a_name_mapped_to_itself_is_no_map()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal);
        var plain = await StoreAsync(portal, model, dataset, []);

        Assert.NotEqual(plain, await StoreAsync(portal, model, dataset, Tumour));
        Assert.Equal(plain, await StoreAsync(portal, model, dataset, new() { ["Tumour"] = "Tumour" }));
    }

    [Theory]
    [InlineData("Tumor", SampleModels.Label, "has no label 'Tumor'")]
    [InlineData("Tumour", "Nodule", "has no label 'Nodule'")]
    [InlineData("Edema", "Edema", "has no label 'Edema'")]
    public async Task A_map_names_labels_that_there_are(string ofModel, string ofDataset, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal);
        var request = Request(model, dataset, new() { [ofModel] = ofDataset });

        var outcome = await portal.Get<RequestEvaluation>().ExecuteAsync(request, "admin", CancellationToken.None);

        Assert.Contains(reason, Assert.IsType<ModelJobOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_without_any_of_the_labels_needs_a_map()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (model, dataset) = await WorldAsync(portal);
        var request = portal.Get<RequestEvaluation>();

        var without = await request.ExecuteAsync(Request(model, dataset, []), "admin", CancellationToken.None);

        Assert.Contains("which of its labels means the same", Assert.IsType<ModelJobOutcome.Refused>(without).Reason, StringComparison.Ordinal);
        Assert.IsType<ModelJobOutcome.Started>(await request.ExecuteAsync(Request(model, dataset, Tumour), "admin", CancellationToken.None));
    }

    private static async Task<(ModelId, DatasetId)> WorldAsync(TestPortal portal)
    {
        var dataset = await portal.AddDatasetAsync([Positive, Positive, Negative, Negative]);
        return (await portal.AddModelAsync(SampleModels.New("M") with { Labels = ["Tumour", "Edema"] }), dataset.Id);
    }

    private static EvaluateRequest Request(ModelId model, DatasetId dataset, Dictionary<string, string> map) =>
        EvaluateRequest.Clean(model, dataset, DatasetSplit.Test, NormBranch.Clean) with { LabelMap = map };

    private static async Task<EvaluationId> StoreAsync(TestPortal portal, ModelId model, DatasetId dataset, Dictionary<string, string> map)
    {
        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().Where(c => c.DatasetId == dataset).OrderBy(c => c.Number).Select(c => c.Id).ToListAsync();
        double[] tumour = [3, 1, 2, 0];
        return await portal.Get<StorePredictions>().ExecuteAsync(
            Request(model, dataset, map), [.. cases.Zip(tumour, (id, logit) => new CaseLogits(id, [logit, 0]))], CancellationToken.None);
    }
}
