using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Tests.Reports;

public sealed class PlannedResultsTests
{
    private static readonly bool?[] Truth = [.. Enumerable.Range(0, 12).Select(item => (bool?)(item % 2 == 0))];

    [Fact]
    public void Without_a_plan_everything_is_exploratory_and_the_report_says_so()
    {
        var planned = HandMadeSet.Compute(Rated()).Planned!;

        Assert.Empty(planned.Primary);
        Assert.Contains("every test of this report is exploratory", planned.Statement, StringComparison.Ordinal);
        Assert.Contains(planned.Exploratory, line => line.Contains("Wilcoxon's tests", StringComparison.Ordinal));
    }

    [Fact]
    public void The_registered_test_of_ratings_is_the_one_of_the_question_in_the_registered_direction_and_correction()
    {
        var plan = new RegisteredPlan(
            PrimaryEndpoint.RatingDifference, PlannedTest.WilcoxonOnCaseMeans, 1, [new PlannedPair(2, 0), new PlannedPair(1, 0)],
            Correction: PlannedCorrection.Bonferroni, BootstrapReplicates: 1000);
        var results = HandMadeSet.Compute(Rated() with { Registered = plan, Registration = new PlanRegistration(DateTime.UnixEpoch, "abc") });

        var found = results.Planned!.Primary[0];
        var same = results.Questions[0].Comparisons.Single(pair => (pair.First, pair.Second) == (0, 2));
        Assert.Equal((2, 0, 0.05), (found.First, found.Second, found.Alpha));
        Assert.Equal(-same.Difference.Value!.Value, found.Difference.Value!.Value, 1e-12);
        Assert.Equal(same.PValue.Value, found.PValue.Value);
        Assert.Equal(Math.Min(1, 2 * same.PValue.Value!.Value), found.CorrectedPValue!.Value, 1e-12);
        Assert.Equal(found.CorrectedPValue < 0.05, found.IsShown);
        Assert.Contains("SHA-256 abc", results.Planned.Statement, StringComparison.Ordinal);
        Assert.DoesNotContain(results.Planned.Exploratory, line => line.Contains("Wilcoxon's tests", StringComparison.Ordinal));
    }

    [Fact]
    public void The_mixed_model_may_be_the_registered_test()
    {
        RegisteredPlan Plan(PlannedPair pair) => new(PrimaryEndpoint.RatingDifference, PlannedTest.MixedModel, 1, [pair], BootstrapReplicates: 1000);
        var forth = HandMadeSet.Compute(Rated() with { Registered = Plan(new PlannedPair(0, 2)) }).Planned!.Primary[0];
        var back = HandMadeSet.Compute(Rated() with { Registered = Plan(new PlannedPair(2, 0)) }).Planned!.Primary[0];

        Assert.NotNull(forth.PValue.Value);
        Assert.Equal(forth.PValue, back.PValue);
        Assert.Equal((-forth.Difference.Value, -forth.Difference.High, -forth.Difference.Low), (back.Difference.Value, back.Difference.Low, back.Difference.High));
    }

    [Fact]
    public void Registered_non_inferiority_of_readers_and_of_models_takes_the_registered_margin()
    {
        var logits = Enumerable.Range(0, 12).Select(item => item * 5 % 7 / 2.0).ToList();
        var set = Rated() with { Evaluations = [.. Enumerable.Range(0, 2).Select(arm => HandMadeSet.Scores(arm, [.. Truth.Select(truth => truth == true ? 1 : 0)], [.. logits.Select((logit, item) => logit + (arm * item % 3))]))] };
        RegisteredPlan Plan(PlannedTest test, int? question) =>
            new(PrimaryEndpoint.AreaNonInferiority, test, question, [new PlannedPair(1, 0)], Margin: 0.2, BootstrapReplicates: 1000);

        var ofReaders = HandMadeSet.Compute(set with { Registered = Plan(PlannedTest.ObuchowskiRockette, 1) });
        var ofModels = HandMadeSet.Compute(set with { Registered = Plan(PlannedTest.DeLong, null) });

        Assert.Equal(ofReaders.Mrmc![0].NonInferiority[0].PValue, ofReaders.Planned!.Primary[0].PValue);
        Assert.Equal((0.2, 0.025), (ofReaders.Planned.Primary[0].Margin, ofReaders.Planned.Primary[0].Alpha));
        var label = ofModels.Classification[0].NonInferiority!.Single(test => test.Label == "Mass");
        Assert.Equal(label.PValue, ofModels.Planned!.Primary[0].PValue);
        Assert.Equal(0.2, label.Margin);
    }

    [Fact]
    public void A_registered_test_that_cannot_be_made_says_why()
    {
        var plan = new RegisteredPlan(PrimaryEndpoint.AreaNonInferiority, PlannedTest.DeLong, null, [new PlannedPair(1, 0)], Margin: 0.1);
        var found = Assert.Single(HandMadeSet.Compute(Rated() with { Registered = plan }).Planned!.Primary);

        Assert.Equal("the models of these arms have no clean predictions", found.PValue.Reason);
        Assert.Null(found.IsShown);
    }

    private static AnalysisSet Rated() => HandMadeSet.Rated(4, Truth, (arm, reader, item) => (((item * 7) + (reader * 3) + (item * reader * arm)) % 4) + (arm / 2));
}
