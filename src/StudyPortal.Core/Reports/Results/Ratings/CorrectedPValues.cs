using StudyPortal.Core.Reports.Plans;
using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Core.Reports.Results;

internal static class CorrectedPValues
{
    /// <summary>For the number of p-values; a missing one stays missing and does not count.</summary>
    public static IReadOnlyList<double?> Of(PlannedCorrection correction, IEnumerable<double?> pValues) => correction switch
    {
        PlannedCorrection.None => [.. pValues],
        PlannedCorrection.Holm => MultipleComparisons.Holm([.. pValues]),
        PlannedCorrection.Bonferroni => MultipleComparisons.Bonferroni([.. pValues]),
        PlannedCorrection.BenjaminiHochberg => MultipleComparisons.BenjaminiHochberg([.. pValues]),
        _ => throw new ArgumentOutOfRangeException(nameof(correction), correction, "There is no such correction."),
    };
}
