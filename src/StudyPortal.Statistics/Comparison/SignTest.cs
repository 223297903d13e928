using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// The exact sign test of paired ratings, first minus second (Dixon &amp; Mood, JASA 1946;41:557; R's binom.test): of the differences other
/// than zero, half should be positive. Zeros are dropped; differences equal on paper tie. O(n log n).
/// </summary>
/// <param name="Pairs">Pairs without a missing value.</param>
/// <param name="Zeros">Differences of zero: they count for the median only.</param>
/// <param name="Positives">Differences above zero.</param>
/// <param name="Negatives">Differences below zero.</param>
/// <param name="PValue">Binomial tails that contain the observed count; two-sided is twice the smaller one, at most 1.</param>
/// <param name="PositiveShare">
/// Positives out of the differences other than zero, with Clopper &amp; Pearson's interval (Biometrika 1934;26:404).
/// </param>
/// <param name="MedianDifference">
/// Of all differences, zeros included, between the k-th smallest and the k-th largest, k the greatest with twice P(binomial(n, 1/2) &lt; k)
/// at most 1 - confidence (Conover, Practical Nonparametric Statistics, 3rd ed. 1999, ch. 3.2).
/// </param>
/// <param name="AchievedConfidence">Coverage of that interval: exact without ties, at least this with them.</param>
public sealed record SignTest(
    int Pairs,
    int Zeros,
    int Positives,
    int Negatives,
    Tails PValue,
    Estimate PositiveShare,
    Estimate MedianDifference,
    Estimate AchievedConfidence)
{
    private const double Rounding = 1e-9;

    /// <summary>A pair with a missing value is dropped.</summary>
    public static SignTest Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second, double confidence = 0.95)
    {
        Probability.Open(confidence, nameof(confidence));
        var differences = PairedDifferences.Rounded(PairedDifferences.Complete(first, second));
        Array.Sort(differences);
        var positives = differences.Count(difference => difference > 0);
        var negatives = differences.Count(difference => difference < 0);
        var (median, achieved) = Median(differences, confidence);
        return new SignTest(
            differences.Length,
            differences.Length - positives - negatives,
            positives,
            negatives,
            TailsOf(positives, negatives),
            Share(positives, negatives, confidence),
            median,
            achieved);
    }

    private static Tails TailsOf(int positives, int negatives) => (positives + negatives) switch
    {
        0 => Tails.Undefined("no difference is other than zero"),
        var trials => Tails.Exact(Distributions.BinomialUpper(positives, trials, 0.5), Distributions.BinomialLower(positives, trials, 0.5)),
    };

    private static Estimate Share(int positives, int negatives, double confidence)
    {
        var trials = positives + negatives;
        if (trials == 0) return Estimate.Undefined("no difference is other than zero");

        var tail = (1 - confidence) / 2;
        var low = positives == 0 ? 0 : Distributions.BetaLowerQuantile(tail, positives, negatives + 1);
        var high = negatives == 0 ? 1 : Distributions.BetaUpperQuantile(tail, positives + 1, negatives);
        return Estimate.Of((double)positives / trials, new Interval(low, high, confidence));
    }

    private static (Estimate Median, Estimate AchievedConfidence) Median(double[] sorted, double confidence)
    {
        if (sorted.Length == 0) return (Estimate.Undefined("no complete pair"), Estimate.Undefined("no complete pair"));

        var median = SortedArrayStatistics.Median(sorted);
        var rank = 0;
        while (Outside(rank + 1, sorted.Length) <= (1 - confidence) * (1 + Rounding)) rank++;
        if (rank == 0)
        {
            var reason = $"too few pairs for an interval of the median: {sorted.Length}";
            return (Estimate.WithoutInterval(median, reason), Estimate.Undefined(reason));
        }

        return (Estimate.Of(median, new Interval(sorted[rank - 1], sorted[^rank], confidence)), Estimate.Of(1 - Outside(rank, sorted.Length)));
    }

    /// <summary>The probability that the true median lies outside the k-th smallest and the k-th largest of n values.</summary>
    private static double Outside(int rank, int n) => 2 * Distributions.BinomialLower(rank - 1, n, 0.5);
}
