using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Whether each rated case has its target label.</summary>
internal static class TruthTable
{
    /// <summary>In the order of the cases; null where it is not known.</summary>
    public static IReadOnlyList<bool?> Of(AnalysisSet set, IReadOnlyList<RatedCase> cases)
    {
        var known = set.Items.Where(item => item.IsCompared && item.Truth is not null)
            .GroupBy(item => new RatedCase(item.Case, item.TargetLabel)).ToDictionary(same => same.Key, same => same.First().Truth);
        return [.. cases.Select(item => known.GetValueOrDefault(item))];
    }
}
