using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>The proportional odds mixed model at the maximum of its approximate likelihood.</summary>
/// <param name="Covariance">Of the thresholds and effects of arms, from the inverse of all second derivatives; variances at 0 are left out.</param>
internal sealed record ProportionalOddsFit(
    OrdinalRatings Ratings, OrdinalParameters Parameters, double Deviance, int Count, Matrix<double> Covariance)
{
    /// <summary>On the logit scale; the ratings of a case then are all but equal, and the likelihood is flat.</summary>
    private const double LargestVariance = 1e4;

    public bool IsSingular => Parameters.Large == 0 || (Ratings.HasSmallFactor && Parameters.Small == 0);

    public double Aic => Deviance + (2 * Count);

    /// <summary>Null when it did not converge.</summary>
    public static ProportionalOddsFit? Of(OrdinalRatings ratings, bool byArm, CancellationToken cancellationToken)
    {
        var likelihood = new LaplaceLikelihood(ratings, byArm, cancellationToken);
        var start = OrdinalStart.Of(ratings, byArm);
        var firstVariance = OrdinalParameters.FirstVariance(ratings, byArm);
        if (BoundedNewton.Minimum(start, firstVariance, likelihood.At, cancellationToken) is not { } minimum) return null;
        if (OrdinalParameters.From(minimum.Arguments, ratings, byArm) is not { } parameters) return null;
        if (Math.Max(parameters.Large, parameters.Small) > LargestVariance) return null;

        var free = Enumerable.Range(0, start.Length).Where(term => term < firstVariance || minimum.Arguments[term] > 0).ToList();
        var covariance = likelihood.Information(minimum.Arguments, free).Inverse().SubMatrix(0, firstVariance, 0, firstVariance);
        return new ProportionalOddsFit(ratings, parameters, minimum.Point.Value, start.Length, covariance);
    }
}
