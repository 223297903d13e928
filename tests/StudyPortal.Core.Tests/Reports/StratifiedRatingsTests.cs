using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reports;

public sealed class StratifiedRatingsTests
{
    [Fact]
    public void Ratings_are_told_apart_by_truth_with_the_difference_of_the_arms()
    {
        // Positives are rated 4 under the first arm and 3 under the second, negatives 1 under both.
        var set = HandMadeSet.Rated(2, [true, false, true, false, null], (arm, _, item) => item % 2 == 0 ? 4 - arm : 1, arms: 2);
        var truth = Of(HandMadeSet.Compute(set), StratumKind.Truth);

        Assert.Equal([("negative", 2), ("positive", 2)], truth.Strata.Select(stratum => (stratum.Name, stratum.Cases)));
        Assert.Equal([4, 3], truth.Strata[1].Arms.Select(arm => arm.Mean.Value.GetValueOrDefault()));
        Assert.Equal([0, 0, 0, 0, 4, 0], truth.Strata[1].Arms[0].Counts);
        Assert.Equal((1, 0), (truth.Strata[1].Differences[0].Difference.Value, truth.Strata[0].Differences[0].Difference.Value));
    }

    [Fact]
    public void A_case_stands_in_another_outcome_where_another_model_judged_it_otherwise()
    {
        var set = HandMadeSet.Rated(2, [true, true], (arm, _, item) => arm + item, arms: 2);
        set = set with { Items = [.. set.Items.Select(item => item with { Outcome = item.Arm == 0 && item.Case == 1 ? ModelOutcome.FN : ModelOutcome.TP })] };
        var outcome = Of(HandMadeSet.Compute(set), StratumKind.Outcome);

        Assert.Equal(["FN", "TP"], outcome.Strata.Select(stratum => stratum.Name));
        Assert.Equal([2, 0], outcome.Strata[0].Arms.Select(arm => arm.Ratings));
        Assert.Equal([2, 4], outcome.Strata[1].Arms.Select(arm => arm.Ratings));
        Assert.Equal(1.5, outcome.Strata[1].Arms[1].Mean.Value);
        Assert.Equal("no ratings", outcome.Strata[0].Arms[1].Mean.Reason);
        Assert.All(outcome.Strata, stratum => Assert.Empty(stratum.Differences));
    }

    [Fact]
    public void A_reader_has_the_mean_of_his_own_ratings()
    {
        var set = HandMadeSet.Rated(2, [true, false, true], (_, reader, item) => (3 * reader) + item, arms: 2);
        var readers = Of(HandMadeSet.Compute(set), StratumKind.Reader);

        Assert.Equal([("R1", 1.0), ("R2", 4.0)], readers.Strata.Select(reader => (reader.Name, reader.Arms[0].Mean.Value.GetValueOrDefault())));
        Assert.True(readers.Strata[0].Arms[0].Mean.Low < 1);
    }

    [Fact]
    public void What_is_not_known_is_a_reason_and_not_a_stratum()
    {
        var results = HandMadeSet.Compute(HandMadeSet.Rated(2, [null, null], (_, _, _) => 2));

        Assert.Equal("the truth of the rated cases is not known", Of(results, StratumKind.Truth).Reason);
        Assert.Equal("the truth of the rated cases or the models' predictions of them are not known", Of(results, StratumKind.Outcome).Reason);
        Assert.Equal("Mass", Assert.Single(Of(results, StratumKind.TargetLabel).Strata).Name);
        Assert.Equal("no ratings", Of(HandMadeSet.Compute(HandMadeSet.Rated(2, [true], (_, _, _) => null)), StratumKind.Reader).Reason);
    }

    private static RatingGroups Of(ReportResults results, StratumKind kind) => Assert.Single(results.Strata!).By.Single(groups => groups.What == kind);
}
