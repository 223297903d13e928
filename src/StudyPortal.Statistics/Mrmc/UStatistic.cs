namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// The covariance of the reader-averaged areas of two arms, or the variance of one, as a U-statistic: two comparisons, one of each arm,
/// share the reader or not, and both cases, the positive, the negative or neither. Each of the eight ways has a mean product of wins, its
/// moment, and a share of all pairs of comparisons, its coefficient; the coefficient of the last, which shares nothing, is less 1.
/// Moments in the order: same reader with both cases, positive, negative, neither; then other readers the same.
/// O(readers^2 x positives x negatives).
/// </summary>
internal sealed class UStatistic
{
    private const double Noise = 1e-14;

    private UStatistic(double[] moments, double[] biased, double[] coefficients)
    {
        Moments = moments;
        Coefficients = coefficients;
        Covariance = Sum(coefficients, moments);
        BiasedCovariance = Sum(coefficients, biased);
        Components = OfMoments(moments);
        BiasedComponents = OfMoments(biased);
    }

    public double[] Moments { get; }

    public double[] Coefficients { get; }

    public double Covariance { get; }

    /// <summary>From moments over all pairs of comparisons that share at least what the moment names.</summary>
    public double BiasedCovariance { get; }

    public CaseReaderComponents Components { get; }

    public CaseReaderComponents BiasedComponents { get; }

    /// <summary>The effective number of negatives, positives and readers less one, to the even side of a half; iMRMC rounds so.</summary>
    public (double Negatives, double Positives, double Readers) Df => (
        Math.Round((1 / Share(0, 2, 4, 6)) - 1),
        Math.Round((1 / Share(0, 1, 4, 5)) - 1),
        Math.Round((1 / Share(0, 1, 2, 3)) - 1));

    /// <summary>Null where no two readers scored different positives and negatives, so that nothing estimates the squared mean.</summary>
    public static UStatistic? Of(IReadOnlyList<ScoredCell> first, IReadOnlyList<ScoredCell> second)
    {
        var (wins, counts) = (new PairSums[2], new PairSums[2]);
        for (var reader = 0; reader < first.Count; reader++)
        {
            for (var other = 0; other < second.Count; other++)
            {
                var (won, counted) = (PairSums.Wins(first[reader], second[other]), PairSums.Counts(first[reader], second[other]));
                (wins[1], counts[1]) = (wins[1] + won, counts[1] + counted);
                if (reader == other) (wins[0], counts[0]) = (wins[0] + won, counts[0] + counted);
            }
        }

        var (disjointWins, disjointCounts) = (Disjoint(wins), Disjoint(counts));
        if (disjointCounts[7] == 0) return null;

        var coefficients = Array.ConvertAll(disjointCounts, count => count / counts[1].All);
        coefficients[7] -= 1;
        double[] biased = [.. Means(wins[0].Nested(), counts[0].Nested()), .. Means(wins[1].Nested(), counts[1].Nested())];
        return new UStatistic(Means(disjointWins, disjointCounts), biased, coefficients);
    }

    /// <summary>A variance no larger than the rounding of its terms, which lie between -1 and 1, is 0.</summary>
    public static double WithoutNoise(double variance) => Math.Abs(variance) <= Noise ? 0 : variance;

    /// <summary>Same readers; then all pairs of readers less those.</summary>
    private static double[] Disjoint(PairSums[] sums)
    {
        var (same, all) = (sums[0].Disjoint(), sums[1].Disjoint());
        return [.. same, .. all.Zip(same, (ofAll, ofSame) => ofAll - ofSame)];
    }

    /// <summary>0 where there is nothing to average, which then has no weight.</summary>
    private static double[] Means(double[] sums, double[] counts) => [.. sums.Zip(counts, (sum, count) => count == 0 ? 0 : sum / count)];

    private static double Sum(double[] coefficients, double[] moments) =>
        WithoutNoise(coefficients.Zip(moments, (coefficient, moment) => coefficient * moment).Sum());

    private double Share(params int[] ways) => ways.Sum(way => Coefficients[way]);

    private CaseReaderComponents OfMoments(double[] m)
    {
        double IfMet(double component, params int[] ways) => Share(ways) == 0 ? 0 : component;
        return new CaseReaderComponents(
            IfMet(m[6] - m[7], 0, 2, 4, 6),
            IfMet(m[5] - m[7], 0, 1, 4, 5),
            IfMet(m[4] - m[5] - m[6] + m[7], 0, 4),
            IfMet(m[3] - m[7], 0, 1, 2, 3),
            IfMet(m[2] - m[3] - m[6] + m[7], 0, 2),
            IfMet(m[1] - m[3] - m[5] + m[7], 0, 1),
            IfMet(m[0] - m[1] - m[2] + m[3] - m[4] + m[5] + m[6] - m[7], 0));
    }
}
