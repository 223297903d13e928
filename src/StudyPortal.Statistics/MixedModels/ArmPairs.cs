using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>All pairs of arms, and Holm's correction over them.</summary>
internal static class ArmPairs
{
    /// <summary>0 and 1, 0 and 2, ..., 1 and 2, ...</summary>
    public static IEnumerable<(int First, int Second)> Of(int arms) =>
        Enumerable.Range(0, arms).SelectMany(first => Enumerable.Range(first + 1, arms - first - 1).Select(second => (first, second)));

    /// <summary>An undefined p-value stays so and does not count as a comparison.</summary>
    public static IEnumerable<Estimate> Holm(IReadOnlyList<Estimate> pValues) => MultipleComparisons.Holm([.. pValues.Select(p => p.Value)])
        .Zip(pValues, (adjusted, p) => adjusted is { } value ? Estimate.Of(value) : p);
}
