using StudyPortal.Statistics.MixedModels;

namespace StudyPortal.Statistics.Tests.MixedModels;

public sealed class LinearMixedModelDegenerateTests
{
    [Fact]
    public void Equal_ratings_have_variances_of_0_and_nothing_to_test()
    {
        var model = LinearMixedModel.Of(SmallCube.Build(2, 3, 4, (_, _, _) => 3));

        Assert.Equal((0, 0, 0), (model.Components.Reader.Value, model.Components.Case.Value, model.Components.Residual.Value));
        Assert.Equal((3, 0), (model.Means[1].Value.Value, model.Differences[0].Difference.Value.Value));
        Assert.Contains("residual variance is 0", model.Satterthwaite.F.Reason, StringComparison.Ordinal);
        Assert.Contains("residual variance is 0", model.RemlCriterion.Reason, StringComparison.Ordinal);
        Assert.Null(model.Means[1].Value.Interval);
    }

    [Fact]
    public void Ratings_that_are_exactly_arm_plus_reader_plus_case_have_the_variances_of_their_effects()
    {
        double[] readers = [0, 0.1, 0.5], cases = [1, 2, 4, 4.3];
        var model = LinearMixedModel.Of(SmallCube.Build(
            2, 3, 4, (arm, reader, @case) => (arm, reader, @case) == (1, 2, 0) ? null : (0.7 * arm) + readers[reader] + cases[@case]));

        // Sums of squares about the means 0.2 and 2.825, over 2 and 3.
        Assert.Equal(0.07, model.Components.Reader.Value!.Value, 1e-12);
        Assert.Equal(7.5675 / 3, model.Components.Case.Value!.Value, 1e-12);
        Assert.Equal(0, model.Components.Residual.Value);
        Assert.Equal(-0.7, model.Differences[0].Difference.Value.Value!.Value, 1e-12);
        Assert.Equal(3.025, model.Means[0].Value.Value!.Value, 1e-12);
        Assert.False(model.KenwardRoger.F.IsDefined);
    }

    [Fact]
    public void Without_ratings_nothing_is_defined()
    {
        var model = LinearMixedModel.Of(new RatingCube(new double?[2, 3, 4]));

        Assert.Equal((0, 0, 0), (model.Observations, model.Readers, model.Cases));
        Assert.Contains("no ratings", model.Components.Case.Reason, StringComparison.Ordinal);
        Assert.Contains("no ratings", model.Differences.Single().HolmPValue.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arm_without_ratings_is_left_out_and_named()
    {
        var model = LinearMixedModel.Of(SmallCube.Build(
            4, 6, 4, (arm, reader, @case) => arm == 0 ? null : SmallCube.Ratings[arm - 1, reader, @case]));
        var without = LinearMixedModel.Of(SmallCube.Ratings);

        Assert.Contains("no rating", model.Means[0].Value.Reason, StringComparison.Ordinal);
        Assert.Contains("no rating", model.Effects[0].Value.Reason, StringComparison.Ordinal);
        Assert.Contains("no rating", model.Differences[0].HolmPValue.Reason, StringComparison.Ordinal);
        Assert.Equal(without.Effects, model.Effects.Skip(1));
        Assert.Equal(without.Differences.Select(pair => pair.HolmPValue), model.Differences.Skip(3).Select(pair => pair.HolmPValue));
        Assert.Equal(without.Satterthwaite, model.Satterthwaite);
    }

    [Fact]
    public void When_each_case_is_rated_once_its_variance_cannot_be_told_from_the_residual()
    {
        var model = LinearMixedModel.Of(SmallCube.Build(2, 3, 12, (arm, reader, @case) =>
            @case % 6 == (3 * arm) + reader ? (@case * 7) % 5 : null));

        Assert.Equal(12, model.Observations);
        Assert.Contains("too few ratings of the same case", model.Components.Case.Reason, StringComparison.Ordinal);
        Assert.Contains("too few ratings of the same case", model.Satterthwaite.F.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_arm_keeps_its_mean_and_variances_but_has_no_test()
    {
        var model = LinearMixedModel.Of(SmallCube.Build(1, 6, 4, (_, reader, @case) => SmallCube.Ratings[0, reader, @case]));

        Assert.True(model.Components.Case.Value > 0);
        Assert.NotNull(model.Means[0].Value.Interval);
        Assert.Contains("only one arm", model.Satterthwaite.F.Reason, StringComparison.Ordinal);
        Assert.Contains("only one arm", model.MaximumLikelihood.ArmTest.ChiSquare.Reason, StringComparison.Ordinal);
        Assert.Empty(model.Differences);
    }

    [Fact]
    public void A_confidence_of_95_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearMixedModel.Of(SmallCube.Ratings, 95));
}
