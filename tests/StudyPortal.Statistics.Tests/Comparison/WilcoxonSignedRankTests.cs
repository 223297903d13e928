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
