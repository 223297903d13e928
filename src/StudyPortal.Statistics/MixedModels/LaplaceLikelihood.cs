using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// -2 log likelihood of the proportional odds mixed model by Laplace's approximation (Tierney &amp; Kadane, J Am Stat Assoc 1986;81:82),
/// the objective of ordinal::clmm: at the mode of the random effects, log P(ratings | effects) - effects'S^-1 effects / 2
/// - log |I + S A| / 2. Its gradient is exact, how the mode moves included; its second derivatives are differences of gradients. Each
/// search for a mode starts from the one before.
/// </summary>
internal sealed class LaplaceLikelihood(OrdinalRatings ratings, bool byArm, CancellationToken cancellationToken)
{
    /// <summary>Of the steps on the way to the maximum, and of the information there; beside a variance, or a gap between thresholds.</summary>
    private const double Difference = 1e-5, SharpDifference = 0.02;

    private readonly int firstVariance = OrdinalParameters.FirstVariance(ratings, byArm);
    private FactorPair start = FactorPair.Zero(ratings.Layout);

    /// <summary>Arguments in the order of <see cref="OrdinalParameters"/>; null where thresholds do not ascend or no mode is found.</summary>
    public SmoothPoint? At(double[] arguments) => Evaluate(arguments) is { } point
        ? new SmoothPoint(point.Value, point.Gradient, terms => Curvature(arguments, point.Gradient, terms))
        : null;

    /// <summary>
    /// Half the second derivatives, which the covariance is the inverse of; by differences of six points, so that it is good to some ten
    /// digits where the likelihood is all but flat, too.
    /// </summary>
    public Matrix<double> Information(double[] arguments, IReadOnlyList<int> terms)
    {
        var columns = terms.Select(term => SharpSlopes(arguments, term)).ToArray();
        return Matrix<double>.Build.Dense(
            terms.Count, terms.Count, (i, j) => (columns[j][terms[i]] + columns[i][terms[j]]) / 4);
    }

    private (double Value, double[] Gradient)? Evaluate(double[] arguments)
    {
        if (OrdinalParameters.From(arguments, ratings, byArm) is not { } parameters) return null;
        if (OrdinalMode.Find(ratings, parameters, start, cancellationToken) is not { } mode) return null;

        start = mode.Effects;
        return (mode.Deviance, new LaplaceGradient(ratings, mode).Of(arguments.Length, firstVariance));
    }

    private Matrix<double> Curvature(double[] arguments, double[] gradient, IReadOnlyList<int> terms)
    {
        var columns = terms.Select(term => Slopes(arguments, gradient, term)).ToArray();
        return Matrix<double>.Build.Dense(
            terms.Count, terms.Count, (i, j) => (columns[j][terms[i]] + columns[i][terms[j]]) / 2);
    }

    /// <summary>Central differences; a variance too close to 0 is moved upwards only.</summary>
    private double[] Slopes(double[] arguments, double[] gradient, int term)
    {
        var width = Difference * Scale(arguments, term);
        return term >= firstVariance && arguments[term] < width
            ? Upwards(GradientAt(arguments, term, width), GradientAt(arguments, term, 2 * width), gradient, width)
            : [.. GradientAt(arguments, term, width).Zip(GradientAt(arguments, term, -width), (above, below) => (above - below) / (2 * width))];
    }

    private double[] SharpSlopes(double[] arguments, int term)
    {
        var width = SharpDifference * Scale(arguments, term);
        double[] At(int steps) => GradientAt(arguments, term, steps * width);

        if (term >= firstVariance && arguments[term] < 3 * width) return Upwards(At(1), At(2), At(0), width);

        var (one, two, three) = (Apart(At(1), At(-1)), Apart(At(2), At(-2)), Apart(At(3), At(-3)));
        return [.. one.Select((near, index) => ((45 * near) - (9 * two[index]) + three[index]) / (60 * width))];
    }

    private static double[] Upwards(double[] once, double[] twice, double[] here, double width) =>
        [.. here.Select((value, index) => ((4 * once[index]) - twice[index] - (3 * value)) / (2 * width))];

    private static double[] Apart(double[] above, double[] below) => [.. above.Zip(below, (high, low) => high - low)];

    private double[] GradientAt(double[] arguments, int term, double shift)
    {
        var moved = (double[])arguments.Clone();
        moved[term] += shift;
        return Evaluate(moved) is { } point
            ? point.Gradient
            : throw new InvalidOperationException($"The random effects have a mode at {arguments[term]} but not {shift} beside it (argument {term}).");
    }

    /// <summary>Of a variance its size, of a threshold the distance to the next one; both with a limit.</summary>
    private double Scale(double[] arguments, int term)
    {
        if (term >= firstVariance) return Math.Max(arguments[term], 0.01);

        var gaps = Enumerable.Range(1, ratings.Thresholds - 1).Where(upper => term == upper || term == upper - 1)
            .Select(upper => arguments[upper] - arguments[upper - 1]);
        return gaps.Append(1).Min();
    }
}
