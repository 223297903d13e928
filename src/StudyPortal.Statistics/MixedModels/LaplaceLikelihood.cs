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
    private const double Difference = 1e-5;

    private readonly int firstVariance = OrdinalParameters.FirstVariance(ratings, byArm);
    private FactorPair start = FactorPair.Zero(ratings.Layout);

    /// <summary>Arguments in the order of <see cref="OrdinalParameters"/>; null where thresholds do not ascend or no mode is found.</summary>
    public SmoothPoint? At(double[] arguments) => Evaluate(arguments) is { } point
        ? new SmoothPoint(point.Value, point.Gradient, terms => Curvature(arguments, point.Gradient, terms))
        : null;

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
        var width = Width(arguments, term);
        double[] GradientAt(double shift)
        {
            var moved = (double[])arguments.Clone();
            moved[term] += shift;
            return Evaluate(moved) is { } point
                ? point.Gradient
                : throw new InvalidOperationException($"The random effects have a mode at {arguments[term]} but not {shift} beside it (argument {term}).");
        }

        var above = GradientAt(width);
        var (other, weights) = term >= firstVariance && arguments[term] < width
            ? (GradientAt(2 * width), (Above: 4, Other: -1, Here: -3))
            : (GradientAt(-width), (Above: 1, Other: -1, Here: 0));
        return [.. gradient.Select((here, index) =>
            ((weights.Above * above[index]) + (weights.Other * other[index]) + (weights.Here * here)) / (2 * width))];
    }

    /// <summary>Small beside a variance, and beside the distance to the next threshold.</summary>
    private double Width(double[] arguments, int term)
    {
        if (term >= firstVariance) return Difference * Math.Max(arguments[term], 0.01);

        var gaps = Enumerable.Range(1, ratings.Thresholds - 1).Where(upper => term == upper || term == upper - 1)
            .Select(upper => arguments[upper] - arguments[upper - 1]);
        return gaps.Append(1).Min() * Difference;
    }
}
