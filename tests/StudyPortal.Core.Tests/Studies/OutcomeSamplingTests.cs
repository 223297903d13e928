using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

/// <summary>Twelve cases: odd numbers are positive for Mass, even ones for Effusion.</summary>
public sealed class OutcomeSamplingTests
{
    [Fact]
    public async Task Cases_fall_into_the_strata_of_their_outcomes_and_the_map_is_of_the_label_whose_outcome_it_is()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        // Mass is called in 1..4, and the surer the further from 4.5: 1 and 3 are hits, 2 and 4 false alarms.
        await PredictAsync(portal, world, world.Models[0], number => 4.5 - number);

        var preview = await PreviewAsync(portal, world, Plan(world, world.Models[0], Cells(1)));

        var drawn = await NumbersAsync(portal, preview);
        Assert.Equal(12, preview.Strata.Sum(s => s.Available));
        Assert.Equal([1, 3], drawn.Where(d => d.Stratum.Contains("TP", StringComparison.Ordinal)).Select(d => d.Number).Order());
        Assert.Equal("Mass, FP, medium confidence", drawn.Single(d => d.Number == 2).Stratum);
        Assert.Equal("Mass, FP, low confidence", drawn.Single(d => d.Number == 4).Stratum);
        Assert.All(preview.Cases, c => Assert.Equal("Mass", c.TargetLabel));
        Assert.Equal(12, preview.Cases.Sum(c => c.Weight), 1e-9);
        Assert.Equal((0.0, 2.5, 4.5), preview.Thresholds.Select(t => (t.Threshold, t.Medium, t.High)).Single());
    }

    [Fact]
    public async Task Cases_about_which_the_models_disagree_are_a_stratum_of_their_own()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        await PredictAsync(portal, world, world.Models[0], number => 6.5 - number);
        await PredictAsync(portal, world, world.Models[1], number => 3.5 - number);
        var compared = new PredictionPlan(ThresholdRule.Half, null, [.. world.Models.Take(2).Select(m => new ArmDesign(m, NormBranch.Clean))]);
        var plan = new SamplingPlan(
            DatasetSplit.Test, 1, [new("Mass", 2), new("Effusion", 2), new("Mass", 1, IsDiscordant: true)], Predictions: compared);

        var preview = await PreviewAsync(portal, world, plan);

        // They disagree about 4, 5 and 6; of these only 5 shows a mass, and by label only positive cases are drawn.
        Assert.Equal([5, 6, 1], preview.Strata.Select(s => s.Available));
        Assert.Equal([("Mass, discordant", 5)], (await NumbersAsync(portal, preview)).Where(d => d.Stratum.Contains("discordant", StringComparison.Ordinal)));
        Assert.Equal(6, preview.Cases.Where(c => c.TargetLabel == "Mass").Sum(c => c.Weight), 1e-9);
    }

    [Fact]
    public async Task By_outcome_negative_cases_are_discordant_as_well()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        await PredictAsync(portal, world, world.Models[0], number => 6.5 - number);
        await PredictAsync(portal, world, world.Models[1], number => 3.5 - number);
        var plan = Plan(world, world.Models[0], [.. Cells(0), new("Mass", 3, IsDiscordant: true)]);

        var preview = await PreviewAsync(portal, world, plan);

        Assert.Equal([4, 5, 6], (await NumbersAsync(portal, preview)).Select(d => d.Number).Order());
        Assert.Equal(12, preview.Strata.Sum(s => s.Available));
    }

    [Fact]
    public async Task A_model_without_predictions_on_the_split_is_named_with_what_to_do()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);
        await PredictAsync(portal, world, world.Models[0], number => number);

        var preview = await PreviewAsync(portal, world, Plan(world, world.Models[1], Cells(1)));

        Assert.Equal(
            ["Zebra Adversarial has no clean predictions on the test split of this data set; evaluate it there first, on the model's page."], preview.Problems);
        Assert.Empty(preview.Cases);
        var design = world.Design() with { Sampling = Plan(world, world.Models[1], Cells(1)) };
        Assert.Equal(preview.Problems, Assert.IsType<StudyOutcome.Refused>(await portal.Get<CreateStudy>().ExecuteAsync(design, "admin", CancellationToken.None)).Reasons);
    }

    [Fact]
    public async Task Plans_that_would_put_a_case_into_two_strata_or_ask_nobody_are_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, withMaps: false);

        var mixed = await PreviewAsync(portal, world, Plan(world, world.Models[0], [new("Mass", 1), .. Cells(1)]));
        var nobody = await PreviewAsync(portal, world, new SamplingPlan(DatasetSplit.Test, 1, [new("Mass", 1, IsDiscordant: true)]));
        var noReference = await PreviewAsync(portal, world, new SamplingPlan(DatasetSplit.Test, 1, Cells(1)));

        Assert.Equal(["Draw either by label or by outcome: a case can be in one stratum only."], mixed.Problems);
        Assert.Equal(["Only two or more models can disagree about a case; choose them, or draw no discordant cases."], nobody.Problems);
        Assert.Equal(["Choose the model whose outcomes divide the cases."], noReference.Problems);
    }

    private static StratumPlan[] Cells(int each) =>
        [.. from outcome in Enum.GetValues<ModelOutcome>() from band in Enum.GetValues<ConfidenceBand>() select new StratumPlan("Mass", each, new OutcomeCell(outcome, band))];

    private static SamplingPlan Plan(SampleWorld world, ModelId reference, StratumPlan[] strata) => new(
        DatasetSplit.Test, 1, strata, Predictions: new PredictionPlan(
            ThresholdRule.Half, new ArmDesign(reference, NormBranch.Clean), [.. world.Models.Take(2).Select(m => new ArmDesign(m, NormBranch.Clean))]));

    private static Task<SamplePreview> PreviewAsync(TestPortal portal, SampleWorld world, SamplingPlan plan) =>
        portal.Get<PreviewSample>().ExecuteAsync(world.DatasetId, plan, CancellationToken.None);

    private static async Task<List<(string Stratum, int Number)>> NumbersAsync(TestPortal portal, SamplePreview preview)
    {
        await using var db = portal.OpenDb();
        var numbers = await db.Set<Case>().ToDictionaryAsync(c => c.Id, c => c.Number);
        return [.. preview.Cases.Select(c => (c.Stratum, numbers[c.CaseId]))];
    }

    private static async Task PredictAsync(TestPortal portal, SampleWorld world, ModelId model, Func<int, double> logit)
    {
        await using var db = portal.OpenDb();
        var evaluation = new Evaluation
        {
            Id = EvaluationId.New(), ModelId = model, DatasetId = world.DatasetId, Split = DatasetSplit.Test, Branch = NormBranch.Clean, Epsilon = 0,
            Steps = 0, AttackBranch = NormBranch.Clean, SoftwareVersion = SoftwareVersion.Current, CreatedUtc = DateTime.UnixEpoch,
        };
        db.Add(evaluation);
        foreach (var shown in await db.Set<Case>().ToListAsync())
            db.Add(new Prediction { EvaluationId = evaluation.Id, CaseId = shown.Id, Label = "Mass", Logit = logit(shown.Number) });
        await db.SaveChangesAsync();
    }
}
