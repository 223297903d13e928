namespace StudyPortal.Core.Reports.Results;

/// <summary>
/// The multi-reader multi-case analysis of one question: every reader's ratings as scores that speak for the case being positive for the
/// target label. Empirical areas; a tie counts one half.
/// </summary>
/// <param name="Readers">In the order of every list.</param>
/// <param name="Positives">Cases with a rating whose truth is positive; with their negatives they are what is analysed.</param>
/// <param name="LeftOut">Cases without truth or without any rating.</param>
/// <param name="Caveat">What the areas must not be taken for.</param>
/// <param name="Reason">Why there is no analysis; the rest is then empty.</param>
/// <param name="ReaderAreas">Arms, within them readers; each from all that the reader rated.</param>
/// <param name="ObuchowskiRockette">Jackknife covariances, Hillis's degrees of freedom.</param>
/// <param name="DorfmanBerbaumMetz">Pseudovalues, Hillis's degrees of freedom.</param>
/// <param name="OneShot">Gallas's U-statistics, which keep the cases with gaps that the other two drop.</param>
/// <param name="NonInferiority">By Obuchowski and Rockette with random readers and cases.</param>
public sealed record MrmcResults(
    int Question, string Prompt, IReadOnlyList<string> Readers, int Positives, int Negatives, int LeftOut, string Caveat, string? Reason,
    IReadOnlyList<MrmcReaderArea> ReaderAreas, ObuchowskiRocketteResults? ObuchowskiRockette, DorfmanBerbaumMetzResults? DorfmanBerbaumMetz,
    OneShotResults? OneShot, IReadOnlyList<MrmcNonInferiority> NonInferiority);

/// <param name="Variance">Unbiased, over samples of cases.</param>
public sealed record MrmcReaderArea(int Arm, string Reader, int Positives, int Negatives, Measured Area, Measured Variance);

/// <param name="Design">Which reader rated which case under which arm, as found; null where it is none of the known ones.</param>
/// <param name="Positives">Analysed.</param>
/// <param name="Negatives">Analysed.</param>
/// <param name="Dropped">Cases left out for a gap, or without truth or rating.</param>
/// <param name="RandomReadersRandomCases">Speaks for other readers and other cases.</param>
/// <param name="FixedReadersRandomCases">Speaks for these readers and other cases.</param>
/// <param name="RandomReadersFixedCases">Speaks for other readers and these cases.</param>
public sealed record ObuchowskiRocketteResults(
    string? Design, int Positives, int Negatives, int Dropped, MrmcComponents Components,
    MrmcTestResults RandomReadersRandomCases, MrmcTestResults FixedReadersRandomCases, MrmcTestResults RandomReadersFixedCases);

/// <summary>As estimated: a negative component stays negative.</summary>
public sealed record MrmcComponents(Measured Reader, Measured ArmByReader, Measured Error, Measured Cov1, Measured Cov2, Measured Cov3);

/// <inheritdoc cref="ObuchowskiRocketteResults"/>
public sealed record DorfmanBerbaumMetzResults(
    int Positives, int Negatives, int Dropped,
    MrmcTestResults RandomReadersRandomCases, MrmcTestResults FixedReadersRandomCases, MrmcTestResults RandomReadersFixedCases);

/// <summary>Readers and cases are random; every comparison made counts once.</summary>
public sealed record OneShotResults(IReadOnlyList<MrmcArm> Arms, IReadOnlyList<MrmcPair> Pairs);

/// <summary>The test that all arms have the same reader-averaged area.</summary>
/// <param name="Statistic">F; chi-square where Df2 is null.</param>
/// <param name="Df2">Not whole; infinite where the denominator has no error of its own.</param>
public sealed record MrmcTestResults(
    Measured Statistic, int Df1, double? Df2, Measured PValue, IReadOnlyList<MrmcArm> Arms, IReadOnlyList<MrmcPair> Pairs);

/// <param name="Area">Mean over readers.</param>
/// <param name="Df">Of Student's t; null for the normal distribution and without an interval.</param>
public sealed record MrmcArm(int Arm, Measured Area, Measured StandardError, double? Df);

/// <param name="Difference">First minus second.</param>
/// <param name="HolmPValue">Corrected over the pairs of this test.</param>
public sealed record MrmcPair(
    int First, int Second, Measured Difference, Measured StandardError, double? Df, Measured Statistic, Measured PValue, double? HolmPValue);

/// <summary>Whether the first arm's reader-averaged area is not below the second's by the margin or more, one-sided.</summary>
/// <param name="Difference">First minus second, with the two-sided interval of coverage 1 - 2 alpha.</param>
/// <param name="IsShown">The uncorrected p-value is below alpha; null where there is no test.</param>
public sealed record MrmcNonInferiority(
    int First, int Second, Measured Difference, double Margin, double Alpha, Measured Statistic, double? Df, Measured PValue, double? HolmPValue, bool? IsShown);
