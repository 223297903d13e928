using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Comparison;

/// <summary>The shift between paired ratings that belongs to Wilcoxon's test: Hodges &amp; Lehmann, Ann Math Stat 1963;34:598.</summary>
public static class HodgesLehmann
{
    private const int LargestSample = 4000;

    /// <summary>
    /// The median of the Walsh averages of first minus second, with the order-statistic interval where there are neither ties nor zeros:
    /// exact up to some 580 pairs, beyond them with the normal approximation of the rank (Hollander &amp; Wolfe, Nonparametric Statistical
    /// Methods, 2nd ed. 1999, ch. 3.3). O(n^2 log n), O(n^3) where exact; undefined beyond 4000 pairs.
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

        var lower = Math.Max(1, LowerRank(differences.Length, Probability.Open(confidence, nameof(confidence))));
        return Estimate.Of(median, new Interval(walsh[lower - 1], walsh[^lower], confidence));
    }

    private static int LowerRank(double n, double confidence)
    {
        double[] ranks = [.. Enumerable.Range(1, (int)n).Select(rank => (double)rank)];
        if (SignedRankDistribution.CanEnumerate(ranks))
            return (int)SignedRankDistribution.Of(ranks, CancellationToken.None).Quantile((1 - confidence) / 2);

        var spread = Math.Sqrt(n * (n + 1) * ((2 * n) + 1) / 24);
        return (int)((n * (n + 1) / 4) - (Distributions.NormalCritical(confidence) * spread));
    }
}
