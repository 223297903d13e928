using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using static StudyPortal.Core.Datasets.LabelValue;

namespace StudyPortal.Core.Tests.Models;

public sealed class EvaluationTests
{
    [Fact]
    public async Task The_area_counts_pairs_and_takes_a_tie_for_one_half()
    {
        await using var portal = await TestPortal.CreateAsync();
        var model = await Evaluated(portal, [Positive, Positive, Negative, Negative], [3, 2, 1, 2]);

        var auc = Assert.Single(Assert.Single(model.Evaluations).Labels);

        Assert.Equal(0.875, auc.Auc); // three pairs in the right order, one tie, of four
        Assert.Equal((2, 2), (auc.Positives, auc.Negatives));
        Assert.True(auc.Low < 0.875 && auc.High == 1);
    }

    [Fact]
    public async Task A_case_whose_label_is_uncertain_is_left_out_and_an_unmentioned_finding_counts_as_absent()
    {
        await using var portal = await TestPortal.CreateAsync();
        var model = await Evaluated(portal, [Positive, Uncertain, Unmentioned, Negative], [1, -9, 2, 0]);

        var auc = Assert.Single(Assert.Single(model.Evaluations).Labels);

        Assert.Equal((1, 2, 0.5), (auc.Positives, auc.Negatives, auc.Auc));
    }

    [Fact]
    public async Task An_area_without_positive_cases_has_a_reason_instead_of_a_number()
    {
        await using var portal = await TestPortal.CreateAsync();
        var model = await Evaluated(portal, [Negative, Negative], [1, 2]);

        var scores = Assert.Single(model.Evaluations);

        Assert.Null(scores.MacroAuc);
        Assert.Equal("no positive cases", Assert.Single(scores.Labels).Reason);
    }

    [Fact]
    public async Task The_curve_climbs_from_the_origin_to_the_corner_through_every_score()
    {
        await using var portal = await TestPortal.CreateAsync();
        var model = await Evaluated(portal, [Positive, Positive, Negative, Negative], [3, 2, 1, 2]);

        var roc = Assert.Single(await portal.Get<ReadRocCurves>().ExecuteAsync([model.Evaluations[0].Id], CancellationToken.None));

        Assert.Equal([new(0, 0), new(0, 0.5), new(0.5, 1), new(1, 1)], roc.Points);
    }

    [Fact]
    public async Task The_same_evaluation_is_stored_once()
    {
        await using var portal = await TestPortal.CreateAsync();
        var dataset = await portal.AddDatasetAsync([Positive, Negative]);
        var model = await portal.AddModelAsync(SampleModels.New("M", dataset.Id));
        var first = await Store(portal, model, dataset.Id, [1, 0]);

        var second = await Store(portal, model, dataset.Id, [5, 5]);

        Assert.Equal(first, second);
        await using var db = portal.OpenDb();
        Assert.Equal([0, 1], await db.Set<Prediction>().Select(p => p.Logit).Order().ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_logit_that_is_no_number_stores_nothing()
    {
        await using var portal = await TestPortal.CreateAsync();
        var dataset = await portal.AddDatasetAsync([Positive, Negative]);
        var model = await portal.AddModelAsync(SampleModels.New("M", dataset.Id));

        await Assert.ThrowsAsync<ArgumentException>(() => Store(portal, model, dataset.Id, [1, double.NaN]));

        await using var db = portal.OpenDb();
        Assert.False(await db.Set<Evaluation>().AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_list_of_models_shows_the_area_of_the_test_split_even_of_rows_that_do_not_hold_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        await Evaluated(portal, [Positive, Positive, Negative, Negative], [3, 2, 1, 2]);
        Assert.Equal(0.875, Assert.Single(await portal.Get<ListModels>().ExecuteAsync(CancellationToken.None)).CleanAuc);

        await using var db = portal.OpenDb();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Evaluations" SET "MacroAuc" = NULL""", TestContext.Current.CancellationToken);

        Assert.Equal(0.875, Assert.Single(await portal.Get<ListModels>().ExecuteAsync(CancellationToken.None)).CleanAuc);
    }

    private static async Task<ModelDetails> Evaluated(TestPortal portal, LabelValue[] values, double[] logits)
    {
        var dataset = await portal.AddDatasetAsync(values);
        var model = await portal.AddModelAsync(SampleModels.New("M", dataset.Id));
        await Store(portal, model, dataset.Id, logits);
        return (await portal.Get<ReadModel>().ExecuteAsync(model, CancellationToken.None))!;
    }

    private static async Task<EvaluationId> Store(TestPortal portal, ModelId model, DatasetId dataset, double[] logits)
    {
        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().Where(c => c.DatasetId == dataset).OrderBy(c => c.Number).Select(c => c.Id).ToListAsync();
        return await portal.Get<StorePredictions>().ExecuteAsync(
            EvaluateRequest.Clean(model, dataset, DatasetSplit.Test, NormBranch.Clean),
            [.. cases.Zip(logits, (id, logit) => new CaseLogits(id, [logit]))], CancellationToken.None);
    }
}
