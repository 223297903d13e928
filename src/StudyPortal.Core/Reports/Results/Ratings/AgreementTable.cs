using StudyPortal.Statistics;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Every coefficient of agreement between readers; one rated map is one row. Definitions and sources: the library's types of the same names.</summary>
/// <param name="Arm">Null for the maps of all arms together.</param>
/// <param name="Maps">Rows, rated or not.</param>
/// <param name="CompleteMaps">Those that every reader rated; the intraclass correlations of mean squares and Kendall's W use these alone.</param>
/// <param name="Intraclass">The six forms from mean squares.</param>
/// <param name="IntraclassReml">
/// The six forms from REML variances, which every rating takes part in; empty where no rating is missing.
/// </param>
/// <param name="Alphas">Krippendorff's alpha under each level of measurement.</param>
/// <param name="Fleiss">Of the complete maps.</param>
/// <param name="Weighted">The coefficients that take weights: none, linear, quadratic.</param>
/// <param name="CaseAveraged">Share of agreeing pairs of readers, averaged over the maps with two ratings; Gwet's t interval.</param>
/// <param name="AllIdentical">Share of the complete maps whose ratings are all equal.</param>
/// <param name="PairwiseExact">Mean over pairs of readers of their exact agreement.</param>
/// <param name="PairwiseWithinOne">Mean over pairs of readers of their agreement within one point.</param>
public sealed record AgreementTable(
    int? Arm, int Maps, int CompleteMaps, IReadOnlyList<IntraclassResult> Intraclass, IReadOnlyList<IntraclassResult> IntraclassReml,
    IReadOnlyList<AlphaResults> Alphas, FleissResults Fleiss, IReadOnlyList<WeightedResults> Weighted, ConcordanceResults Concordance,
    Measured CaseAveraged, Measured AllIdentical, Measured PairwiseExact, Measured PairwiseWithinOne);

/// <summary>One intraclass correlation with its F-based interval and the F test of no correlation.</summary>
/// <param name="ShroutFleiss">Such as ICC(2,1).</param>
/// <param name="McGrawWong">Such as ICC(A,1).</param>
public sealed record IntraclassResult(string ShroutFleiss, string McGrawWong, Measured Correlation, FTestResults Test);

public sealed record FTestResults(Measured F, double Df1, double Df2, Measured PValue)
{
    internal static FTestResults From(FTest test) => new(Measured.From(test.F), test.Df1, test.Df2, Measured.From(test.PValue));
}

/// <summary>What differences between ratings mean to Krippendorff's alpha.</summary>
public enum AlphaLevel
{
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}

/// <param name="Alpha">Percentile interval of a bootstrap that draws maps.</param>
/// <param name="Units">Maps with two ratings or more.</param>
/// <param name="PairableValues">Their ratings.</param>
public sealed record AlphaResults(AlphaLevel Level, Measured Alpha, int Units, int PairableValues, double ObservedDisagreement, double ExpectedDisagreement);

/// <param name="NullStandardError">Right where kappa is 0: it serves z and the p-value alone.</param>
/// <param name="Generalised">Gwet's form, of every map with a rating: the interval to report.</param>
public sealed record FleissResults(int Maps, Measured Kappa, Measured NullStandardError, Measured Z, Measured PValue, Measured Generalised);

/// <summary>How much two different ratings still agree: by their distance on the declared scale.</summary>
public enum AgreementWeighting
{
    None,
    Linear,
    Quadratic,
}

/// <param name="Percent">Observed agreement.</param>
/// <param name="Gwet">AC1 without weights, AC2 with them.</param>
/// <param name="Fleiss">Fleiss's kappa of every map with a rating, in Gwet's form.</param>
/// <param name="CohenMean">Mean over the pairs of readers of Cohen's kappa (Light); no interval.</param>
/// <param name="CohenPairs">Pairs of readers for whom it is defined.</param>
public sealed record WeightedResults(
    AgreementWeighting Weighting, CoefficientResults Percent, CoefficientResults Gwet, CoefficientResults Fleiss, Measured CohenMean, int CohenPairs);

/// <param name="Value">With the t interval over maps.</param>
/// <param name="PValue">Of the test against 0.</param>
public sealed record CoefficientResults(Measured Value, Measured StandardError, Measured PValue);

/// <summary>Kendall's W of the complete maps, corrected for ties.</summary>
public sealed record ConcordanceResults(Measured W, Measured ChiSquare, int Df, Measured PValue, Measured MeanSpearman);
