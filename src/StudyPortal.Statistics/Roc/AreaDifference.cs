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
    Estimate PValue);
