namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Wilcoxon's signed-rank test of paired ratings. Zeros carry information in ordinal data, so the test to report is Pratt's (JASA
/// 1959;54:655): zeros are ranked, then left out. The variant that drops zeros first, R's default, stands beside it.
/// </summary>
public sealed record WilcoxonSignedRank(
    int Pairs, int Zeros, bool HasTies, SignedRankStatistic Pratt, SignedRankStatistic DroppingZeros)
{
    /// <summary>The two-sided p-value to report: Pratt's, exact where it can be enumerated, otherwise normal without correction.</summary>
    public Estimate PValue => Pratt.Exact.TwoSided.IsDefined ? Pratt.Exact.TwoSided : Pratt.Normal.TwoSided;

    /// <summary>(W+ - W-) / (W+ + W-) without zeros: the matched-pairs rank-biserial correlation (Kerby, Compr Psychol 2014;3:1).</summary>
    public Estimate RankBiserial => Estimate.Ratio(
        DroppingZeros.WPlus - DroppingZeros.WMinus, DroppingZeros.WPlus + DroppingZeros.WMinus, "no difference is other than zero");

    /// <summary>z over the square root of the number of non-zero differences.</summary>
    public Estimate EffectSizeR => DroppingZeros.Z.Select(z => z / Math.Sqrt(Pairs - Zeros));

    /// <summary>Tests first minus second; a pair with a missing value is dropped.</summary>
    public static WilcoxonSignedRank Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second)
    {
        var differences = PairedDifferences.Rounded(PairedDifferences.Complete(first, second));
        var nonZero = differences.Where(difference => difference != 0).ToArray();
        var magnitudes = Array.ConvertAll(nonZero, Math.Abs);
        return new WilcoxonSignedRank(
            differences.Length,
            differences.Length - nonZero.Length,
            magnitudes.Distinct().Count() < magnitudes.Length,
            SignedRankStatistic.Of(SignedRanks(differences)),
            SignedRankStatistic.Of(SignedRanks(nonZero)));
    }

    private static List<(double Rank, bool Positive)> SignedRanks(double[] differences) =>
        [.. Ranks.Of(Array.ConvertAll(differences, Math.Abs)).Zip(differences)
            .Where(item => item.Second != 0).Select(item => (item.First, item.Second > 0))];
}
