using StudyPortal.Statistics.MixedModels;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.MixedModels;

public sealed class ProportionalOddsModelTests
{
    [Fact]
    public void Few_unequally_rated_arms_are_fitted_as_clmm_fits_them()
    {
        // R 4.2.2, ordinal 2022.11-16: clmm(factor(y) ~ arm + (1|reader) + (1|case)).
        var model = Fit(SmallCube.Ratings);

        Agrees(
            model,
            logLikelihood: -64.09233678, reader: 1.31569083, @case: 1.82077856, chiSquare: 20.28739207,
            thresholds: [-3.489296206, -2.078804705, -0.150897099, 2.258956251, 4.759964308],
            thresholdErrors: [1.221103785, 1.049664201, 0.978536090, 1.034912011, 1.226140202],
            effects: [1.856129838, 3.381652500],
            effectErrors: [0.774094823, 0.842620270]);
        Assert.Equal(1.64935618e-2, model.Effects[1].PValue.Value!.Value, 1e-5);
        Assert.Equal(146.18467356, model.Aic.Value!.Value, 1e-6);
        Assert.Equal(2, model.ArmTest.Df);
    }

    [Fact]
    public void A_study_with_missing_ratings_is_fitted_as_clmm_fits_it()
    {
        using var oracle = Oracle.Read("lmm__three_models_missing");

        // R 4.2.2, ordinal 2022.11-16, as above.
        Agrees(
            Fit(oracle.Cube("ratings")),
            logLikelihood: -888.97081896, reader: 0.148359039, @case: 5.244476274, chiSquare: 49.12867303,
            thresholds: [-4.653692559, -2.267822904, -0.323946335, 1.938739692, 4.093789740],
            thresholdErrors: [0.48564076, 0.43165210, 0.42150560, 0.42790861, 0.45226678],
            effects: [0.973300027, 1.182511096],
            effectErrors: [0.17981083, 0.18274511]);
    }

    [Fact]
    public void Without_variance_of_readers_and_cases_it_is_the_odds_ratio_of_the_fourfold_table()
    {
        // One rating in four, and three in four, are 1: of each reader and of each case.
        var model = Fit(SmallCube.Build(2, 4, 4, (arm, reader, @case) => (reader + @case) % 4 < (arm == 0 ? 1 : 3) ? 1 : 0));

        Assert.True(model.Singular);
        Assert.Equal((0, 0), (model.Reader.Value, model.Case.Value));
        Assert.Equal(Math.Log(9), model.Effects[1].LogOdds.Value!.Value, 1e-9);
        Assert.Equal(9, model.Effects[1].OddsRatio.Value!.Value, 1e-8);
        Assert.Equal(Math.Sqrt(2.0 / 3), model.Effects[1].StandardError.Value!.Value, 1e-7);
        Assert.Equal(Math.Log(3), model.Thresholds.Single().Value.Value!.Value, 1e-9);
        Assert.Equal(32 * Math.Log(0.75) * 0.75 + (32 * Math.Log(0.25) * 0.25), model.LogLikelihood.Value!.Value, 1e-9);
    }

    [Fact]
    public void Only_the_order_of_the_categories_matters()
    {
        var model = Fit(SmallCube.Ratings);
        var squared = Fit(SmallCube.Map(SmallCube.Ratings, rating => rating * rating));

        Assert.Equal(model.LogLikelihood.Value!.Value, squared.LogLikelihood.Value!.Value, 1e-10);
        Assert.Equal(model.Effects[1].LogOdds.Value!.Value, squared.Effects[1].LogOdds.Value!.Value, 1e-10);
        Assert.Equal(model.Effects[1].StandardError.Value!.Value, squared.Effects[1].StandardError.Value!.Value, 1e-8);
        Assert.Equal((16, 25), (squared.Thresholds[^1].Lower, squared.Thresholds[^1].Upper));
    }

    [Fact]
    public void Turning_the_scale_round_turns_the_odds_round()
    {
        var model = Fit(SmallCube.Ratings);
        var turned = Fit(SmallCube.Map(SmallCube.Ratings, rating => -rating));

        Assert.Equal(model.LogLikelihood.Value!.Value, turned.LogLikelihood.Value!.Value, 1e-8);
        Assert.Equal(model.Effects[2].LogOdds.Value!.Value, -turned.Effects[2].LogOdds.Value!.Value, 1e-6);
        Assert.Equal(model.Thresholds[0].Value.Value!.Value, -turned.Thresholds[^1].Value.Value!.Value, 1e-6);
    }

    [Fact]
    public void Readers_and_cases_may_change_places()
    {
        var model = Fit(SmallCube.Ratings);
        var turned = Fit(SmallCube.Build(3, 4, 6, (arm, reader, @case) => SmallCube.Ratings[arm, @case, reader]));

        Assert.Equal(model.Case.Value!.Value, turned.Reader.Value!.Value, 1e-7);
        Assert.Equal(model.LogLikelihood.Value!.Value, turned.LogLikelihood.Value!.Value, 1e-9);
    }

    [Fact]
    public void Two_runs_give_the_same_bits() => Assert.Equal(Fit(SmallCube.Ratings).Differences, Fit(SmallCube.Ratings).Differences);

    private static ProportionalOddsModel Fit(RatingCube ratings) =>
        ProportionalOddsModel.Of(ratings, 0.95, TestContext.Current.CancellationToken);

    private static void Agrees(
        ProportionalOddsModel model, double logLikelihood, double reader, double @case, double chiSquare,
        double[] thresholds, double[] thresholdErrors, double[] effects, double[] effectErrors)
    {
        Near(logLikelihood, model.LogLikelihood);
        Near(reader, model.Reader);
        Near(@case, model.Case);
        Near(chiSquare, model.ArmTest.ChiSquare);
        foreach (var (index, threshold) in model.Thresholds.Index())
        {
            Near(thresholds[index], threshold.Value);
            Near(thresholdErrors[index], threshold.StandardError);
        }

        foreach (var (index, effect) in model.Effects.Skip(1).Index())
        {
            Near(effects[index], effect.LogOdds);
            Near(effectErrors[index], effect.StandardError);
            Near(effects[index] / effectErrors[index], effect.Z);
            Near(Math.Exp(effects[index] - (1.959963985 * effectErrors[index])), Estimate.Of(effect.OddsRatio.Interval!.Low));
        }
    }

    private static void Near(double expected, Estimate actual) =>
        Assert.Equal(expected, actual.Value!.Value, 1e-4 * (1 + Math.Abs(expected)));
}
