using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Reports.Results;

internal static class PlannedArms
{
    /// <summary>The pairs as registered; where none is named, every arm with every later one.</summary>
    public static IReadOnlyList<PlannedPair> Of(RegisteredPlan plan, IReadOnlyList<ArmFacts> arms) => plan.Pairs.Count > 0
        ? plan.Pairs
        : [.. from first in arms from second in arms where first.Ordinal < second.Ordinal select new PlannedPair(first.Ordinal, second.Ordinal)];
}
