namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Wilcoxon's signed-rank test of paired ratings (Biometrics Bull 1945;1:80), ties by midranks. Zeros carry information in ordinal data,
/// so the test to report is Pratt's (JASA 1959;54:655): zeros are ranked, then left out. The variant that drops zeros first, R's default,
/// stands beside it.
/// </summary>
/// <param name="RankBiserial">
/// (W+ - W-) / (W+ + W-) without zeros: the matched-pairs rank-biserial correlation (Kerby, Compr Psychol 2014;3:1), with the interval
/// tanh(atanh r ± z √((2n³ + 3n² + n) / 6) / ((n² + n) / 2)) for n differences other than zero, as R's effectsize gives it for differences.
/// </param>
public sealed record WilcoxonSignedRank(
    int Pairs, int Zeros, bool HasTies, SignedRankStatistic Pratt, SignedRankStatistic DroppingZeros, Estimate RankBiserial)
{
    /// <summary>The two-sided p-value to report: Pratt's, exact where it can be enumerated, otherwise normal without correction.</summary>
    public Estimate PValue => Pratt.Exact.TwoSided.IsDefined ? Pratt.Exact.TwoSided : Pratt.Normal.TwoSided;

    /// <summary>z over the square root of the number of non-zero differences.</summary>
    public Estimate EffectSizeR => DroppingZeros.Z.Select(z => z / Math.Sqrt(Pairs - Zeros));

    /// <summary>Tests first minus second; a pair with a missing value is dropped. O(n^3) up to about 580 pairs, O(n log n) beyond.</summary>
    public static WilcoxonSignedRank Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second, double confidence = 0.95) =>
        Of(first, second, confidence, ranks => SignedRankStatistic.Of(ranks, CancellationToken.None));

    /// <summary>
    /// The same; beyond enumeration the permutation p-values come from random signs (<see cref="SignedRankStatistic.Sampled"/>), the same
    /// for any number of cores. O(permutations x n) there.
    /// </summary>
    public static WilcoxonSignedRank Of(
        IReadOnlyList<double?> first,
        IReadOnlyList<double?> second,
        double confidence,
        int permutations,
        int seed,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        return Of(first, second, confidence, ranks => SignedRankStatistic.Of(ranks, permutations, seed, cancellationToken));
    }

    private static WilcoxonSignedRank Of(
        IReadOnlyList<double?> first,
        IReadOnlyList<double?> second,
        double confidence,
        Func<List<(double Rank, bool Positive)>, SignedRankStatistic> statistic)
    {
        var differences = PairedDifferences.Rounded(PairedDifferences.Complete(first, second));
        var nonZero = differences.Where(difference => difference != 0).ToArray();
        var magnitudes = Array.ConvertAll(nonZero, Math.Abs);
        var droppingZeros = statistic(SignedRanks(nonZero));
        return new WilcoxonSignedRank(
            differences.Length,
            differences.Length - nonZero.Length,
            magnitudes.Distinct().Count() < magnitudes.Length,
            statistic(SignedRanks(differences)),
            droppingZeros,
            RankBiserialOf(droppingZeros, nonZero.Length, confidence));
    }

    private static Estimate RankBiserialOf(SignedRankStatistic statistic, int nonZero, double confidence)
    {
        if (nonZero == 0) return Estimate.Undefined("no difference is other than zero");

        var correlation = (statistic.WPlus - statistic.WMinus) / (statistic.WPlus + statistic.WMinus);
        return RankBiserialInterval.Paired(correlation, nonZero, confidence);
    }

    private static List<(double Rank, bool Positive)> SignedRanks(double[] differences) =>
        [.. Ranks.Of(Array.ConvertAll(differences, Math.Abs)).Zip(differences)
            .Where(item => item.Second != 0).Select(item => (item.First, item.Second > 0))];
}
