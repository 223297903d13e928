namespace StudyPortal.Core.Reports.Results;

internal static class ArmPairs
{
    /// <summary>Every arm with every later one.</summary>
    public static IEnumerable<(int First, int Second)> Of(IReadOnlyList<int> arms) =>
        from first in arms
        from second in arms
        where first < second
        select (first, second);
}
