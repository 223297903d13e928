using StudyPortal.Statistics.Agreement;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Every two readers over the maps that both rated.</summary>
/// <param name="Arm">Null for the maps of all arms together.</param>
public sealed record ReaderPairTable(int? Arm, IReadOnlyList<ReaderPair> Pairs);

/// <param name="Maps">Rated by both.</param>
/// <param name="Kappa">Cohen's, unweighted, with the interval of Fleiss, Cohen and Everitt.</param>
/// <param name="Differences">Rating of the first reader minus that of the second.</param>
public sealed record ReaderPair(
    string First, string Second, int Maps, Measured Kappa, Measured LinearKappa, Measured QuadraticKappa, Measured Exact, Measured WithinOne,
    DifferenceResults Differences);

/// <summary>Bland and Altman's limits of agreement, mean -+ 1.96 standard deviations; all intervals are t intervals.</summary>
/// <param name="Correlation">Of the differences with the pairs' means: proportional bias.</param>
public sealed record DifferenceResults(
    Measured Bias, Measured StandardDeviation, Measured LowerLimit, Measured UpperLimit, Measured Correlation, Measured CorrelationPValue)
{
    internal static DifferenceResults From(BlandAltman limits) => new(
        Measured.From(limits.MeanDifference), Measured.From(limits.StandardDeviation), Measured.From(limits.LowerLimit),
        Measured.From(limits.UpperLimit), Measured.From(limits.Correlation), Measured.From(limits.CorrelationPValue));
}
