using StudyPortal.Statistics.MixedModels;

namespace StudyPortal.Statistics.Tests.MixedModels;

public sealed class LaplaceLikelihoodTests
{
    private static readonly double[] Inside = [-3, -1.5, 0, 2, 4, 1, 2, 0.8, 1.7];

    [Theory]
    [InlineData(0.8, 1.7)]
    [InlineData(0, 1.7)]
    [InlineData(0.8, 0)]
    [InlineData(0, 0)]
    public void Its_gradient_is_the_slope_of_its_value_where_a_variance_is_0_too(double large, double small)
    {
        var likelihood = new LaplaceLikelihood(new OrdinalRatings(CrossedLayout.Of(SmallCube.Ratings)), byArm: true, TestContext.Current.CancellationToken);
        double[] arguments = [.. Inside[..^2], large, small];
        var gradient = likelihood.At(arguments)!.Gradient;

        for (var index = 0; index < arguments.Length; index++)
        {
            const double step = 1e-5;
            double Value(double steps) => likelihood.At([.. arguments.Select((value, at) => at == index ? value + (steps * step) : value)])!.Value;
            var slope = arguments[index] == 0
                ? ((4 * Value(1)) - Value(2) - (3 * Value(0))) / (2 * step)
                : (Value(1) - Value(-1)) / (2 * step);
            Assert.Equal(slope, gradient[index], 1e-5);
        }
    }

    [Fact]
    public void It_does_not_exist_where_thresholds_do_not_ascend()
    {
        var likelihood = new LaplaceLikelihood(new OrdinalRatings(CrossedLayout.Of(SmallCube.Ratings)), byArm: true, TestContext.Current.CancellationToken);

        Assert.Null(likelihood.At([-3, 0, 0, 2, 4, 1, 2, 0.8, 1.7]));
        Assert.NotNull(likelihood.At(Inside));
    }

    [Fact]
    public void With_a_single_random_factor_it_is_the_formula_written_out_case_by_case()
    {
        // One reader rates one case 1 and the other 0, under both arms; the mode of a case solves b / v = 2 s (1 - F(s (b - t))), s = 1 or -1.
        var cube = new RatingCube(new double?[,,] { { { 1, 0 } }, { { 1, 0 } } });
        var likelihood = new LaplaceLikelihood(new OrdinalRatings(CrossedLayout.Of(cube)), byArm: false, TestContext.Current.CancellationToken);
        var (threshold, variance) = (0.3, 1.4);

        double OfCase(double sign)
        {
            double F(double x) => 1 / (1 + Math.Exp(-x));
            var b = 0.0;
            for (var step = 0; step < 200; step++)
            {
                var share = F(sign * (b - threshold));
                b -= ((b / variance) - (2 * sign * (1 - share))) / ((1 / variance) + (2 * share * (1 - share)));
            }

            var at = F(sign * (b - threshold));
            return (2 * Math.Log(at)) - (b * b / (2 * variance)) - (0.5 * Math.Log(1 + (variance * 2 * at * (1 - at))));
        }

        Assert.Equal(-2 * (OfCase(1) + OfCase(-1)), likelihood.At([threshold, variance])!.Value, 1e-10);
    }
}
