namespace StudyPortal.Statistics.Mrmc;

/// <summary>The area of one arm, every comparison of a positive with a negative by a reader counting once.</summary>
/// <param name="Arm">Ordinal.</param>
/// <param name="Area">With the interval of Student's t with fractional degrees of freedom; not cut at 0 and 1.</param>
/// <param name="Variance">Unbiased over readers and cases; it may be negative, and then gives no interval.</param>
/// <param name="BiasedVariance">From biased moments, which iMRMC calls the maximum-likelihood estimate.</param>
/// <param name="Df">Null where there is no interval.</param>
/// <param name="Moments">Same reader with both cases, positive, negative, neither; then other readers the same. Empty without a variance.</param>
/// <param name="Coefficients">Of the moments in the variance.</param>
/// <param name="Components">Null without a variance.</param>
/// <param name="Normal">The interval of the normal distribution.</param>
/// <param name="Imrmc">What iMRMC prints: whole degrees of freedom, and the normal distribution above 50 of them.</param>
/// <param name="Readers">In order.</param>
public sealed record OneShotArm(
    int Arm,
    Estimate Area,
    Estimate Variance,
    Estimate BiasedVariance,
    double? Df,
    IReadOnlyList<double> Moments,
    IReadOnlyList<double> Coefficients,
    CaseReaderComponents? Components,
    Interval? Normal,
    Interval? Imrmc,
    IReadOnlyList<OneShotReader> Readers);
