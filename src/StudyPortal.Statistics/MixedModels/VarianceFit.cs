using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The variances that minimise the REML or ML deviance, the residual one profiled out (Bates et al., J Stat Softw 2015;67(1)). The search
/// runs over the ratios of the variances, not of the standard deviations, whose slope at 0 is always 0; one of them may end at exactly 0.
/// </summary>
/// <param name="Deviance">The REML criterion, or -2 log likelihood.</param>
internal sealed record VarianceFit(MixedEquations Equations, double ResidualVariance, double Deviance)
{
    /// <summary>Below this ratio of standard deviations lme4 calls a fit singular too.</summary>
    private const double SmallestRatio = 1e-4;

    /// <summary>Beyond this ratio of variances the residual one is lost in rounding.</summary>
    private const double LargestRatio = 1e10;

    private static readonly double[] CoarseRatios = [0, 0.1, 1, 10];

    public double LargeVariance => Equations.Large * ResidualVariance;

    public double SmallVariance => Equations.Small * ResidualVariance;

    public bool HasSmallFactor => IsRandom(Equations.Sums.SmallLevels);

    public bool IsSingular => IsZero(Equations.Large) || (HasSmallFactor && IsZero(Equations.Small));

    public static VarianceFit? Reml(CrossProducts sums) => Of(sums, isReml: true);

    public static VarianceFit? MaximumLikelihood(CrossProducts sums) => Of(sums, isReml: false);

    /// <summary>
    /// Why no variance can be estimated, or null: the covariance matrices of readers, cases and residual must differ when seen beside the
    /// fixed effects.
    /// </summary>
    public static string? WhyNotEstimable(CrossProducts sums)
    {
        var equations = new MixedEquations(sums, 0, 0);
        var traces = VarianceMoments.Traces(equations, equations.Inverse).WithResidual(0, 0, sums.Observations - sums.FixedGroups);
        int[] terms = IsRandom(sums.SmallLevels) ? [0, 1, 2] : [0, 2];
        var sizes = terms.Select(term => Math.Sqrt(traces.Double[term, term])).ToArray();
        var likeness = Matrix<double>.Build.Dense(
            terms.Length, terms.Length, (i, j) => traces.Double[terms[i], terms[j]] / (sizes[i] * sizes[j]));
        var isEstimable = sizes.All(size => size > 1e-8)
            && likeness.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real) > 1e-9;
        return isEstimable
            ? null
            : "too few ratings of the same case or by the same reader to tell the variances of readers, cases and residual apart";
    }

    private static bool IsRandom(int levels) => levels > 1;

    private static bool IsZero(double ratio) => ratio < SmallestRatio * SmallestRatio;

    private static VarianceFit? Of(CrossProducts sums, bool isReml)
    {
        if (Start(sums, isReml) is not { } start) return null;
        if (BoundedNewton.Minimum(start, 0, ratios => At(sums, ratios, isReml), CancellationToken.None) is not { } found) return null;

        var equations = Equate(sums, found.Arguments);
        return new VarianceFit(equations, equations.Residual / Df(sums, isReml), found.Point.Value);
    }

    /// <summary>
    /// The best of a coarse grid, as the deviance of few ratings can have two valleys; null where the arms alone explain every rating.
    /// </summary>
    private static double[]? Start(CrossProducts sums, bool isReml)
    {
        if (!LeavesResidual(Equate(sums, [0]))) return null;

        double[] small = IsRandom(sums.SmallLevels) ? CoarseRatios : [0];
        var grid = CoarseRatios.SelectMany(ofLarge => small.Select(ofSmall => new[] { ofLarge, ofSmall }));
        var best = grid.MinBy(ratios => DevianceOf(Equate(sums, ratios), isReml));
        return IsRandom(sums.SmallLevels) ? best : best?[..1];
    }

    /// <summary>More than rounding leaves of the sum of squares.</summary>
    private static bool LeavesResidual(MixedEquations equations) => equations.Residual > equations.Sums.SumOfSquares * 1e-13;

    private static double DevianceOf(MixedEquations equations, bool isReml)
    {
        double df = Df(equations.Sums, isReml);
        var logDeterminant = isReml ? equations.LogDeterminantWithFixed : equations.LogDeterminant;
        return logDeterminant + (df * (1 + Math.Log(2 * Math.PI * equations.Residual / df)));
    }

    private static MixedEquations Equate(CrossProducts sums, double[] ratios) => new(sums, ratios[0], ratios.Length > 1 ? ratios[1] : 0);

    private static int Df(CrossProducts sums, bool isReml) => isReml ? sums.Observations - sums.FixedGroups : sums.Observations;

    private static SmoothPoint? At(CrossProducts sums, double[] ratios, bool isReml)
    {
        if (ratios.Max() > LargestRatio) return null;

        var equations = Equate(sums, ratios);
        if (!LeavesResidual(equations)) return null;

        double df = Df(sums, isReml);
        var variance = equations.Residual / df;
        var traces = VarianceMoments.Traces(equations, isReml ? equations.Inverse : equations.InverseWithoutFixed());
        var forms = VarianceMoments.Forms(equations);
        return new SmoothPoint(
            DevianceOf(equations, isReml),
            [.. ratios.Select((_, i) => traces.Single[i] - (forms.Single[i] / variance))],
            terms => Matrix<double>.Build.Dense(terms.Count, terms.Count, (row, column) =>
            {
                var (i, j) = (terms[row], terms[column]);
                return (2 * forms.Double[i, j] / variance) - traces.Double[i, j]
                    - (forms.Single[i] * forms.Single[j] / (variance * variance * df));
            }));
    }
}
