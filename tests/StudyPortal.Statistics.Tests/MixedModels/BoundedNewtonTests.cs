using MathNet.Numerics.LinearAlgebra;
using StudyPortal.Statistics.MixedModels;

namespace StudyPortal.Statistics.Tests.MixedModels;

public sealed class BoundedNewtonTests
{
    [Fact]
    public void A_minimum_beyond_the_bound_is_found_on_it_exactly()
    {
        // (x - 2)^2 + (y + 1)^2 + x y, least on y = 0 at x = 2.
        var minimum = Find([5, 5], 1, x => new SmoothPoint(
            Square(x[0] - 2) + Square(x[1] + 1) + (x[0] * x[1]),
            [(2 * (x[0] - 2)) + x[1], (2 * (x[1] + 1)) + x[0]],
            terms => Matrix<double>.Build.Dense(terms.Count, terms.Count, (i, j) => terms[i] == terms[j] ? 2 : 1)));

        Assert.Equal(2, minimum!.Value.Arguments[0], 1e-12);
        Assert.Equal(0, minimum.Value.Arguments[1]);
    }

    [Fact]
    public void An_argument_leaves_the_bound_when_the_function_falls_with_it()
    {
        var minimum = Find([0], 0, x => new SmoothPoint(Square(x[0] - 3), [2 * (x[0] - 3)], _ => Matrix<double>.Build.Dense(1, 1, 2)));

        Assert.Equal(3, minimum!.Value.Arguments[0], 1e-12);
    }

    [Fact]
    public void Where_the_function_curves_downwards_the_step_still_leads_down()
    {
        // log(1 + x^2) curves downwards beyond 1.
        var minimum = Find([4], 1, x => new SmoothPoint(
            Math.Log(1 + Square(x[0])),
            [2 * x[0] / (1 + Square(x[0]))],
            _ => Matrix<double>.Build.Dense(1, 1, 2 * (1 - Square(x[0])) / Square(1 + Square(x[0])))));

        Assert.Equal(0, minimum!.Value.Arguments[0], 1e-6);
    }

    [Fact]
    public void A_function_without_a_minimum_does_not_converge() =>
        Assert.Null(Find([1], 0, x => x[0] > 1e9 ? null : new SmoothPoint(-Math.Log(x[0]), [-1 / x[0]], _ => Matrix<double>.Build.Dense(1, 1, 1 / Square(x[0])))));

    private static (double[] Arguments, SmoothPoint Point)? Find(double[] start, int firstBounded, Func<double[], SmoothPoint?> at) =>
        BoundedNewton.Minimum(start, firstBounded, at, TestContext.Current.CancellationToken);

    private static double Square(double x) => x * x;
}
