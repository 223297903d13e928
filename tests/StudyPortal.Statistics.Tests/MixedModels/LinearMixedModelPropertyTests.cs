using MathNet.Numerics.Distributions;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.MixedModels;

namespace StudyPortal.Statistics.Tests.MixedModels;

public sealed class LinearMixedModelPropertyTests
{
    [Fact]
    public void Unequal_arms_and_more_readers_than_cases_are_fitted_as_lmerTest_and_pbkrtest_fit_them()
    {
        // R 4.2.2, lme4 1.1-31 (bobyqa, rhoend 1e-10), lmerTest 3.1-3, pbkrtest 0.5.2: lmer(y ~ arm + (1|reader) + (1|case)).
        var model = LinearMixedModel.Of(SmallCube.Ratings);

        Assert.Equal((49, 3, 6, 4), (model.Observations, model.Arms, model.Readers, model.Cases));
        Assert.Equal(0.27731805, model.Components.Reader.Value!.Value, 1e-7);
        Assert.Equal(0.40900546, model.Components.Case.Value!.Value, 1e-7);
        Assert.Equal(0.70111608, model.Components.Residual.Value!.Value, 1e-7);
        Assert.Equal(135.6540386, model.RemlCriterion.Value!.Value, 1e-6);
        Assert.Equal(12.00489614, model.Satterthwaite.F.Value!.Value, 1e-6);
        Assert.Equal(39.801672, model.Satterthwaite.Df2, 1e-4);
        Assert.Equal(11.77654810, model.KenwardRoger.F.Value!.Value, 1e-6);
        Assert.Equal(39.259150, model.KenwardRoger.Df2, 1e-4);
        Assert.Equal(0.3264032475, model.Effects[1].Satterthwaite.StandardError.Value!.Value, 1e-7);
        Assert.Equal(40.114449, model.Effects[1].Satterthwaite.Df.Value!.Value, 1e-4);
        Assert.Equal(0.3298338729, model.Effects[1].KenwardRoger.StandardError.Value!.Value, 1e-7);
        Assert.Equal(39.602433, model.Effects[1].KenwardRoger.Df.Value!.Value, 1e-4);
    }

    [Fact]
    public void Readers_and_cases_may_change_places()
    {
        var model = LinearMixedModel.Of(SmallCube.Ratings);
        var turned = LinearMixedModel.Of(SmallCube.Build(3, 4, 6, (arm, reader, @case) => SmallCube.Ratings[arm, @case, reader]));

        Assert.Equal(model.Components.Reader.Value!.Value, turned.Components.Case.Value!.Value, 1e-12);
        Assert.Equal(model.Components.Case.Value!.Value, turned.Components.Reader.Value!.Value, 1e-12);
        Assert.Equal(model.KenwardRoger.F.Value!.Value, turned.KenwardRoger.F.Value!.Value, 1e-10);
    }

    [Fact]
    public void Another_unit_and_origin_change_nothing_but_the_scale()
    {
        var model = LinearMixedModel.Of(SmallCube.Ratings);
        var moved = LinearMixedModel.Of(SmallCube.Map(SmallCube.Ratings, rating => 1e6 + (1000 * rating)));

        Assert.Equal(1e6 * model.Components.Case.Value!.Value, moved.Components.Case.Value!.Value, 1e-3);
        Assert.Equal(1000 * model.Differences[0].Difference.Value.Value!.Value, moved.Differences[0].Difference.Value.Value!.Value, 1e-6);
        Assert.Equal(model.Satterthwaite.Df2, moved.Satterthwaite.Df2, 1e-6);
        Assert.Equal(model.KenwardRoger.PValue.Value!.Value, moved.KenwardRoger.PValue.Value!.Value, 1e-10);
    }

    [Fact]
    public void With_one_reader_and_two_arms_it_is_the_paired_t_test()
    {
        double?[] first = [2, 3, 5, 1, 4, 4], second = [3, 3, 5, 2, 5, 4];
        var model = LinearMixedModel.Of(SmallCube.Build(2, 1, 6, (arm, _, @case) => arm == 0 ? first[@case] : second[@case]));
        var paired = PairedT.Of(first, second);
        var difference = model.Differences[0].Difference;

        Assert.Contains("single level", model.Components.Reader.Reason, StringComparison.Ordinal);
        Assert.Equal(paired.T.Value!.Value, difference.Satterthwaite.T.Value!.Value, 1e-9);
        Assert.Equal(paired.Df, difference.Satterthwaite.Df.Value!.Value, 1e-6);
        Assert.Equal(paired.Df, model.KenwardRoger.Df2, 1e-6);
        Assert.Equal(paired.PValue.TwoSided.Value!.Value, difference.KenwardRoger.PValue.Value!.Value, 1e-9);
        Assert.Equal(paired.MeanDifference.Interval!.Low, difference.Value.Interval!.Low, 1e-9);
    }

    [Fact]
    public void No_other_variances_have_a_smaller_deviance()
    {
        var fitted = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var layout = CrossedLayout.Of(Drawn(seed));
            var sums = new CrossProducts(layout, byArm: true);
            if (VarianceFit.WhyNotEstimable(sums) is not null || AdditiveFit.IfExact(layout, sums) is not null) continue;

            if (VarianceFit.Reml(sums) is not { } fit) continue;

            fitted++;
            double[] ratios = [0, .. Enumerable.Range(-6, 12).Select(power => Math.Pow(3, power))];
            foreach (var (large, small) in ratios.SelectMany(large => ratios.Select(small => (large, small))))
                Assert.True(fit.Deviance <= Deviance(sums, large, small) + 1e-9, $"seed {seed}: {large}, {small} beats {fit.Equations.Large}, {fit.Equations.Small}");
        }

        Assert.InRange(fitted, 300, 400);
    }

    private static double Deviance(CrossProducts sums, double large, double small)
    {
        var equations = new MixedEquations(sums, large, small);
        var df = sums.Observations - sums.FixedGroups;
        return equations.LogDeterminantWithFixed + (df * (1 + Math.Log(2 * Math.PI * equations.Residual / df)));
    }

    /// <summary>Up to four arms, five readers and eight cases, with variances and gaps of all sizes.</summary>
    private static RatingCube Drawn(int seed)
    {
        var random = new Random(seed);
        var (readers, cases) = (random.Next(1, 6), random.Next(2, 9));
        var (ofReader, ofCase, missing) = (random.NextDouble() * 2, random.NextDouble() * 2, random.NextDouble() * 0.7);
        var lenience = Enumerable.Range(0, readers).Select(_ => Normal.Sample(random, 0, ofReader)).ToArray();
        var difficulty = Enumerable.Range(0, cases).Select(_ => Normal.Sample(random, 0, ofCase)).ToArray();
        return SmallCube.Build(random.Next(1, 5), readers, cases, (arm, reader, @case) =>
        {
            var rating = Math.Round((0.4 * arm) + lenience[reader] + difficulty[@case] + Normal.Sample(random, 0, 1));
            return random.NextDouble() < missing ? null : rating;
        });
    }
}
