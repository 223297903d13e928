using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Comparison;

/// <summary>The shift between paired ratings that belongs to Wilcoxon's test: Hodges &amp; Lehmann, Ann Math Stat 1963;34:598.</summary>
public static class HodgesLehmann
{
    private const int LargestSample = 4000;

    /// <summary>
    /// The median of the Walsh averages of first minus second, with the exact order-statistic interval where there are neither ties
    /// nor zeros. O(n^2 log n), so it is undefined beyond 4000 pairs.
    /// </summary>
    public static Estimate Shift(IReadOnlyList<double?> first, IReadOnlyList<double?> second, double confidence = 0.95)
    {
        var differences = PairedDifferences.Rounded(PairedDifferences.Complete(first, second));
        if (differences.Length == 0) return Estimate.Undefined("no complete pair");
        if (differences.Length > LargestSample) return Estimate.Undefined($"{differences.Length} pairs are too many for all their averages");

        double[] walsh =
        [
            .. differences.Index().SelectMany(item => differences.Take(item.Index + 1).Select(other => (item.Item + other) / 2)).Order(),
        ];
        var median = SortedArrayStatistics.Median(walsh);
        if (differences.Contains(0) || differences.Select(Math.Abs).Distinct().Count() < differences.Length)
            return Estimate.WithoutInterval(median, "with ties or zeros the exact interval does not hold");

        var untied = SignedRankDistribution.Of(Enumerable.Range(1, differences.Length).Select(rank => (double)rank));
        var lower = Math.Max(1, (int)untied.Quantile((1 - Probability.Open(confidence, nameof(confidence))) / 2));
        return Estimate.Of(median, new Interval(walsh[lower - 1], walsh[^lower], confidence));
    }
}
