using StudyPortal.Statistics.MixedModels;

namespace StudyPortal.Statistics.Tests.MixedModels;

public sealed class ProportionalOddsDegenerateTests
{
    [Fact]
    public void Equal_ratings_and_none_at_all_are_undefined()
    {
        Assert.Contains("all ratings are equal", Fit(SmallCube.Build(2, 3, 4, (_, _, _) => 3)).LogLikelihood.Reason, StringComparison.Ordinal);
        Assert.Contains("no ratings", Fit(new RatingCube(new double?[2, 3, 4])).LogLikelihood.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arm_that_is_always_rated_lowest_makes_the_odds_infinite_and_so_undefined()
    {
        var model = Fit(SmallCube.Build(3, 6, 4, (arm, reader, @case) => arm == 1 ? 0 : SmallCube.Ratings[arm, reader, @case]));

        Assert.Contains("separated", model.Effects[2].LogOdds.Reason, StringComparison.Ordinal);
        Assert.Contains("separated", model.ArmTest.PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("separated", model.Differences[0].HolmPValue.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sets_of_arms_that_share_only_the_category_between_them_are_separated()
    {
        var model = Fit(SmallCube.Build(2, 4, 5, (arm, reader, @case) => (2 * arm) + ((reader + @case) % 3)));
        var overlapping = Fit(SmallCube.Build(2, 4, 5, (arm, reader, @case) => arm + ((reader + @case) % 3)));

        Assert.Contains("separated", model.Effects[1].LogOdds.Reason, StringComparison.Ordinal);
        Assert.True(overlapping.Effects[1].LogOdds.Value > 0);
    }

    [Fact]
    public void A_case_variance_without_bound_is_not_reported_as_a_number()
    {
        var model = Fit(SmallCube.Build(2, 4, 6, (_, _, @case) => @case));

        Assert.Contains("did not converge", model.Case.Reason, StringComparison.Ordinal);
        Assert.Empty(model.Thresholds);
    }

    [Fact]
    public void One_arm_has_thresholds_and_variances_but_no_odds()
    {
        var model = Fit(SmallCube.Build(1, 6, 4, (_, reader, @case) => SmallCube.Ratings[0, reader, @case]));

        Assert.Equal(5, model.Thresholds.Count);
        Assert.True(model.Case.Value > 0);
        Assert.Contains("only one arm", model.ArmTest.ChiSquare.Reason, StringComparison.Ordinal);
        Assert.Contains("reference", model.Effects.Single().LogOdds.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_reader_has_no_variance_and_an_arm_without_ratings_no_odds()
    {
        var model = Fit(SmallCube.Build(3, 1, 12, (arm, _, @case) => arm == 1 ? null : ((@case * 5) + (arm * @case)) % 4));

        Assert.Contains("single level", model.Reader.Reason, StringComparison.Ordinal);
        Assert.Contains("no rating", model.Effects[1].LogOdds.Reason, StringComparison.Ordinal);
        Assert.True(model.Differences[1].Effect.LogOdds.IsDefined);
    }

    [Fact]
    public void A_cancelled_fit_stops() => Assert.Throws<OperationCanceledException>(
        () => ProportionalOddsModel.Of(SmallCube.Ratings, 0.95, new CancellationToken(canceled: true)));

    private static ProportionalOddsModel Fit(RatingCube ratings) =>
        ProportionalOddsModel.Of(ratings, 0.95, TestContext.Current.CancellationToken);
}
