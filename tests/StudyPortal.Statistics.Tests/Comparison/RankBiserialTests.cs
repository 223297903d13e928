using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class RankBiserialTests
{
    /// <summary>R 4.2.2, effectsize 0.8.3: rank_biserial of the differences.</summary>
    [Theory]
    [InlineData("wilcoxon__hollander_depression", 0.777777777777778, 0.295363129336242, 0.944155901920081)]
    [InlineData("wilcoxon__small_ties_zeros", -0.333333333333333, -0.809018477307452, 0.406185348687124)]
    [InlineData("wilcoxon__reader2_ties_zeros_missing", -0.246666666666667, -0.610165719679002, 0.202621258771826)]
    [InlineData("wilcoxon__exact_no_ties", 0.638095238095238, 0.158904431830118, 0.873969652968373)]
    public void The_interval_of_matched_pairs_equals_that_of_effectsize(string name, double r, double low, double high)
    {
        using var oracle = Oracle.Read(name);

        IsClose(r, low, high, WilcoxonSignedRank.Of(oracle.Series("x"), oracle.Series("y")).RankBiserial);
    }

    /// <summary>R 4.2.2, effectsize 0.8.3: cliffs_delta(x, y, ci = 0.95) and 0.9, vd_a(x, y).</summary>
    [Theory]
    [InlineData("effect_size__independent_ordinal_ties", 0.95, -0.141216216216216, -0.381612156286172, 0.117073280473108)]
    [InlineData("effect_size__independent_ordinal_ties", 0.9, -0.141216216216216, -0.3453722782791045, 0.0757019099356675)]
    [InlineData("effect_size__independent_means", 0.95, -0.3122222222222222, -0.5494580635754742, -0.0283992294855085)]
    [InlineData("effect_size__independent_means", 0.9, -0.3122222222222222, -0.5155362222158412, -0.0756259061019925)]
    public void The_interval_of_Cliffs_delta_equals_that_of_effectsize(string name, double confidence, double delta, double low, double high)
    {
        using var oracle = Oracle.Read(name);

        IsClose(delta, low, high, IndependentEffect.Of(oracle.Series("x"), oracle.Series("y"), confidence).CliffDelta);
    }

    /// <summary>R 4.2.2, effectsize 0.8.3: vd_a(x, y).</summary>
    [Theory]
    [InlineData("effect_size__independent_ordinal_ties", 0.429391891891892, 0.309193921856914, 0.558536640236554)]
    [InlineData("effect_size__independent_means", 0.343888888888889, 0.225270968212263, 0.485800385257246)]
    public void The_interval_of_Vargha_and_Delaneys_A_equals_that_of_effectsize(string name, double a, double low, double high)
    {
        using var oracle = Oracle.Read(name);

        IsClose(a, low, high, IndependentEffect.Of(oracle.Series("x"), oracle.Series("y")).Superiority);
    }

    [Fact]
    public void A_complete_separation_has_no_interval()
    {
        var paired = WilcoxonSignedRank.Of([5, 6, 7], [1, 2, 3]).RankBiserial;
        var independent = IndependentEffect.Of([1, 2, 3], [5, 6, 7]);

        Assert.Equal(1, paired.Value);
        Assert.Equal("at -1 and 1 the z scale ends: there is no interval", paired.Reason);
        Assert.Equal(-1, independent.CliffDelta.Value);
        Assert.Null(independent.CliffDelta.Interval);
        Assert.Equal(0, independent.Superiority.Value);
        Assert.False(string.IsNullOrEmpty(independent.Superiority.Reason));
    }

    [Fact]
    public void Without_differences_or_without_a_group_they_are_undefined()
    {
        Assert.Equal("no difference is other than zero", WilcoxonSignedRank.Of([1, 2], [1, 2]).RankBiserial.Reason);
        Assert.Equal("a group is empty", IndependentEffect.Of([1, 2], [null]).CliffDelta.Reason);
    }

    private static void IsClose(double value, double low, double high, Estimate actual)
    {
        Assert.Equal(value, actual.Value.GetValueOrDefault(double.NaN), 1e-12);
        Assert.Equal(low, (actual.Interval?.Low).GetValueOrDefault(double.NaN), 1e-12);
        Assert.Equal(high, (actual.Interval?.High).GetValueOrDefault(double.NaN), 1e-12);
    }
}
