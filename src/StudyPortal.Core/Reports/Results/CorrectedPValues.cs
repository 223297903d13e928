using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Core.Reports.Results;

internal static class CorrectedPValues
{
    /// <summary>For the number of pairs, by the plan's correction; a missing p-value stays missing and does not count.</summary>
    public static IReadOnlyList<double?> Of(AnalysisPlan plan, IEnumerable<double?> pValues) => MultipleComparisons.Holm([.. pValues]);
}
