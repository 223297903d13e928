using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// First area minus second, with Wald interval, and the test of no difference. <paramref name="DegreesOfFreedom"/> is set for
/// independent samples (Student's t, Welch) and null for paired ones (normal).
/// </summary>
public sealed record AreaDifference(
    AreaUnderCurve First,
    AreaUnderCurve Second,
    Estimate Covariance,
    Estimate Difference,
    Estimate StandardError,
    Estimate Statistic,
    double? DegreesOfFreedom,
    Estimate PValue)
{
    /// <summary>Whether the first area is not worse than the second by <paramref name="margin"/> or more, one-sided. O(1).</summary>
    /// <param name="margin">The loss of area that would matter, above 0.</param>
    /// <param name="alpha">One-sided, below 0.5; 0.025 goes with a two-sided 95 % interval.</param>
    public NonInferiority NonInferiority(double margin, double alpha = 0.025) => Comparison.NonInferiority.Of(
        StandardError.IsDefined ? Difference : Estimate.Undefined(StandardError.Reason!),
        StandardError.Value.GetValueOrDefault(),
        DegreesOfFreedom,
        margin,
        alpha);
}
