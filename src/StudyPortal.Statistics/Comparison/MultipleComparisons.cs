namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Adjusted p-values in the order given. A missing p-value stays missing and does not count as a comparison; nothing exceeds 1. O(n log n).
/// </summary>
public static class MultipleComparisons
{
    /// <summary>Family-wise error rate, any dependence: p times the number of comparisons.</summary>
    public static IReadOnlyList<double?> Bonferroni(IReadOnlyList<double?> pValues)
    {
        var comparisons = Ascending(pValues).Count;
        return [.. pValues.Select(p => p is { } value ? Math.Min(1, value * comparisons) : (double?)null)];
    }

    /// <summary>Family-wise error rate, any dependence, step-down: Holm, Scand J Stat 1979;6:65.</summary>
    public static IReadOnlyList<double?> Holm(IReadOnlyList<double?> pValues)
    {
        var adjusted = new double?[pValues.Count];
        var ascending = Ascending(pValues);
        var largestSoFar = 0.0;
        foreach (var (rank, (p, index)) in ascending.Index())
        {
            largestSoFar = Math.Max(largestSoFar, p * (ascending.Count - rank));
            adjusted[index] = Math.Min(1, largestSoFar);
        }

        return adjusted;
    }

    /// <summary>False discovery rate, step-up: Benjamini &amp; Hochberg, J R Stat Soc B 1995;57:289.</summary>
    public static IReadOnlyList<double?> BenjaminiHochberg(IReadOnlyList<double?> pValues)
    {
        var adjusted = new double?[pValues.Count];
        var ascending = Ascending(pValues);
        var smallestSoFar = 1.0;
        foreach (var (rank, (p, index)) in ascending.Index().Reverse())
        {
            smallestSoFar = Math.Min(smallestSoFar, p * ascending.Count / (rank + 1));
            adjusted[index] = smallestSoFar;
        }

        return adjusted;
    }

    private static List<(double P, int Index)> Ascending(IReadOnlyList<double?> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var known = pValues.Index().Where(item => item.Item.HasValue).Select(item => (P: item.Item.GetValueOrDefault(), item.Index)).ToList();
        foreach (var (p, index) in known)
        {
            if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(pValues), p, $"p-value {index} is not between 0 and 1.");
        }

        return [.. known.OrderBy(item => item.P)];
    }
}
