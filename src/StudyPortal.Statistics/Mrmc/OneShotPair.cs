namespace StudyPortal.Statistics.Mrmc;

/// <summary>The area of the first arm minus that of the second, with the test of no difference.</summary>
/// <param name="Comparison">Difference, standard error, Student's t with fractional degrees of freedom.</param>
/// <param name="Covariance">Of the two areas.</param>
/// <param name="Variance">Of the difference, unbiased; it may be negative, and then gives neither interval nor test.</param>
/// <param name="BiasedVariance">Of the difference, from biased moments.</param>
/// <param name="Moments">Of the covariance, in the order of <see cref="OneShotArm.Moments"/>. Empty without a covariance.</param>
/// <param name="Coefficients">Of the moments in the covariance.</param>
/// <param name="Components">Of the covariance; null without one.</param>
/// <param name="Normal">The interval of the normal distribution.</param>
/// <param name="NormalPValue">Two-sided.</param>
/// <param name="Imrmc">What iMRMC prints: whole degrees of freedom, and the normal distribution above 50 of them.</param>
/// <param name="ImrmcPValue">Two-sided.</param>
public sealed record OneShotPair(
    ArmPair Comparison,
    Estimate Covariance,
    Estimate Variance,
    Estimate BiasedVariance,
    IReadOnlyList<double> Moments,
    IReadOnlyList<double> Coefficients,
    CaseReaderComponents? Components,
    Interval? Normal,
    Estimate NormalPValue,
    Interval? Imrmc,
    Estimate ImrmcPValue);
