using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class WilcoxonSignedRankTests
{
    public static TheoryData<string> Vectors => Oracle.Family("wilcoxon");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Both_treatments_of_zeros_equal_those_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var (x, y) = (oracle.Series("x"), oracle.Series("y"));
        var wilcoxon = WilcoxonSignedRank.Of(x, y);

        oracle.Agrees("n", wilcoxon.Pairs);
        oracle.Agrees("n_zero", wilcoxon.Zeros);
        oracle.Agrees("n_used", wilcoxon.Pairs - wilcoxon.Zeros);
        oracle.Holds("has_ties", wilcoxon.HasTies);
        oracle.Agrees("v", wilcoxon.DroppingZeros.WPlus);
        oracle.Agrees("p_value", wilcoxon.PValue);
        AgreesOnStatistic(oracle, string.Empty, wilcoxon.DroppingZeros);
        AgreesOnStatistic(oracle, "drop_zeros.", wilcoxon.DroppingZeros);
        AgreesOnStatistic(oracle, "pratt.", wilcoxon.Pratt);
        oracle.Agrees("matched_rank_biserial", wilcoxon.RankBiserial);
        oracle.Agrees("r_z_over_sqrt_n_used", wilcoxon.EffectSizeR);

        var shift = HodgesLehmann.Shift(x, y);
        oracle.Agrees("hodges_lehmann.estimate", shift);
        oracle.Agrees("hodges_lehmann", shift.Interval);
        oracle.HasNothingLeft("hodges_lehmann.achieved_confidence");
    }

    [Fact]
    public void Equal_means_tie_although_their_last_bits_differ()
    {
        var wilcoxon = WilcoxonSignedRank.Of([0.1 + 0.2, 1.3, 2], [0, 1, 2]);

        Assert.True(wilcoxon.HasTies);
        Assert.Equal(1, wilcoxon.Zeros);
    }

    [Fact]
    public void Beyond_enumeration_the_p_value_is_the_normal_one()
    {
        double?[] first = [.. Enumerable.Range(1, 600).Select(value => (double?)(value % 7 == 0 ? -value : value))];
        var wilcoxon = WilcoxonSignedRank.Of(first, new double?[600].Select(_ => (double?)0).ToList());

        Assert.False(wilcoxon.Pratt.Exact.TwoSided.IsDefined);
        Assert.Equal(wilcoxon.Pratt.Normal.TwoSided, wilcoxon.PValue);
    }

    /// <summary>A program in Python with its own SplitMix64 and midranks drew the same signs: 500 of them, seed 3.</summary>
    [Fact]
    public void Beyond_enumeration_random_signs_give_the_permutation_p_value()
    {
        double?[] first = [.. Enumerable.Range(1, 600).Select(value => (double?)(value % 19 < 10 ? value : -value))];
        var zeros = new double?[600].Select(_ => (double?)0).ToList();
        var wilcoxon = WilcoxonSignedRank.Of(first, zeros, 0.95, permutations: 500, seed: 3, TestContext.Current.CancellationToken);

        Assert.Equal(42 / 501.0, wilcoxon.Pratt.Sampled?.Greater.Value);
        Assert.Equal(460 / 501.0, wilcoxon.Pratt.Sampled?.Less.Value);
        Assert.Equal(wilcoxon.Pratt.Normal.TwoSided, wilcoxon.PValue);
        Assert.Null(WilcoxonSignedRank.Of(first, zeros).Pratt.Sampled);
    }

    [Theory]
    [InlineData("wilcoxon__small_ties_zeros")]
    [InlineData("wilcoxon__reader2_ties_zeros_missing")]
    [InlineData("wilcoxon__exact_no_ties")]
    public void Random_signs_approach_the_exact_p_values(string name)
    {
        using var oracle = Oracle.Read(name);
        var exact = WilcoxonSignedRank.Of(oracle.Series("x"), oracle.Series("y")).Pratt;
        var differences = oracle.Series("x").Zip(oracle.Series("y"), (x, y) => x - y).OfType<double>().ToArray();
        var magnitudes = Array.ConvertAll(differences, value => Math.Abs(Math.Round(value, 9)));
        var ranks = Ranks.Of(magnitudes).Where((_, index) => differences[index] != 0).ToList();
        var sampled = SignedRankSampling.Tails(ranks, exact.WPlus, 20_000, seed: 3, TestContext.Current.CancellationToken);

        const double fourStandardErrors = 4 * 0.5 / 141;
        Assert.Equal(exact.Exact.Greater.Value.GetValueOrDefault(), sampled.Greater.Value.GetValueOrDefault(), fourStandardErrors);
        Assert.Equal(exact.Exact.Less.Value.GetValueOrDefault(), sampled.Less.Value.GetValueOrDefault(), fourStandardErrors);
    }

    [Fact]
    public void Where_the_exact_p_value_is_there_no_sign_is_drawn()
    {
        var few = WilcoxonSignedRank.Of([1, 2, 3], [0, 0, 0], 0.95, permutations: 100, seed: 1, TestContext.Current.CancellationToken);

        Assert.True(few.Pratt.Exact.TwoSided.IsDefined);
        Assert.Null(few.Pratt.Sampled);
    }

    [Fact]
    public void The_exact_distribution_stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => WilcoxonSignedRank.Of([1, 2, 3], [0, 0, 0], 0.95, 100, 1, source.Token));
    }

    /// <summary>R 4.2.2: the Walsh averages of 1000 differences, and those at qsignrank(0.025, 1000) from both ends.</summary>
    [Fact]
    public void The_interval_of_the_shift_of_many_pairs_is_the_exact_one_but_for_a_few_averages_in_half_a_million()
    {
        double?[] differences = [.. Enumerable.Range(1, 1000).Select(value => (double?)(value % 3 == 0 ? -Math.Sqrt(value) : Math.Sqrt(value)))];
        var shift = HodgesLehmann.Shift(differences, [.. differences.Select(_ => (double?)0)]);

        Assert.Equal(6.15737852663094, shift.Value.GetValueOrDefault(), 1e-8);
        Assert.Equal(4.3824115301167, (shift.Interval?.Low).GetValueOrDefault(), 1e-3);
        Assert.Equal(8.50970855145499, (shift.Interval?.High).GetValueOrDefault(), 1e-3);
    }

    [Fact]
    public void Unequal_lengths_are_refused() => Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.Of([1, 2], [1]));

    private static void AgreesOnStatistic(Oracle oracle, string at, SignedRankStatistic statistic)
    {
        oracle.Agrees(at + "w_plus", statistic.WPlus);
        oracle.Agrees(at + "w_minus", statistic.WMinus);
        oracle.Agrees(at + "z", statistic.Z);
        oracle.Agrees(at + "z_continuity_corrected", statistic.CorrectedZ);
        AgreesOnTails(oracle, at + "p_normal.", statistic.Normal);
        AgreesOnTails(oracle, at + "p_normal_continuity_corrected.", statistic.CorrectedNormal);
        AgreesOnTails(oracle, at + "p_exact.", statistic.Exact);
    }

    private static void AgreesOnTails(Oracle oracle, string at, Tails tails)
    {
        oracle.Agrees(at + "two_sided", tails.TwoSided);
        oracle.Agrees(at + "greater", tails.Greater);
        oracle.Agrees(at + "less", tails.Less);
    }
}
