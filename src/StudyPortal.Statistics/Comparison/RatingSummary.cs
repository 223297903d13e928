using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Comparison;

/// <summary>How often each point of an ordinal scale was given, and the usual moments; standard deviation with n - 1. O(n).</summary>
/// <param name="Lowest">The lowest point of the scale.</param>
/// <param name="Counts">Ratings per point of the scale, lowest first.</param>
/// <param name="Mean">With the t interval for independent ratings: right for one reader over cases. Where readers share cases take
/// <see cref="Resampling.ClusterBootstrap"/>.</param>
/// <param name="StandardDeviation">With n - 1.</param>
/// <param name="Quartiles">First quartile, median, third quartile; type 7. Empty without ratings.</param>
public sealed record RatingSummary(
    int Lowest, IReadOnlyList<int> Counts, Estimate Mean, Estimate StandardDeviation, IReadOnlyList<double> Quartiles)
{
    public int Count => Counts.Sum();

    /// <param name="ratings">Points of the scale from <paramref name="lowest"/> to <paramref name="highest"/>, both included.</param>
    /// <param name="lowest">The lowest point of the scale.</param>
    /// <param name="highest">The highest point of the scale.</param>
    /// <param name="confidence">Coverage of the interval of the mean.</param>
    public static RatingSummary Of(IEnumerable<int> ratings, int lowest, int highest, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentOutOfRangeException.ThrowIfLessThan(highest, lowest);
        var counts = new int[highest - lowest + 1];
        foreach (var rating in ratings)
        {
            if (rating < lowest || rating > highest)
                throw new ArgumentOutOfRangeException(nameof(ratings), rating, $"Expected ratings from {lowest} to {highest}.");

            counts[rating - lowest]++;
        }

        double[] sorted = [.. counts.Index().SelectMany(item => Enumerable.Repeat((double)(lowest + item.Index), item.Item))];
        double[] quartiles = sorted.Length == 0 ? [] : [Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75)];
        return new RatingSummary(lowest, counts, MeanOf(sorted, confidence), Deviation(sorted), quartiles);
    }

    private static Estimate MeanOf(double[] ratings, double confidence)
    {
        if (ratings.Length == 0) return Estimate.Undefined("no ratings");

        var mean = ratings.Mean();
        if (Deviation(ratings).Value is not { } deviation) return Estimate.WithoutInterval(mean, "a single rating has no interval");

        var half = Distributions.StudentCritical(confidence, ratings.Length - 1) * deviation / Math.Sqrt(ratings.Length);
        return Estimate.Of(mean, new Interval(mean - half, mean + half, confidence));
    }

    private static Estimate Deviation(double[] ratings) => ratings.Length < 2
        ? Estimate.Undefined("needs at least two ratings")
        : Estimate.Of(ratings.StandardDeviation());

    private static double Quantile(double[] sorted, double share) =>
        SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
}
