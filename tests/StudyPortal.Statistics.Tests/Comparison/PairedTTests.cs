using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class PairedTTests
{
    public static TheoryData<string> Paired => Oracle.Family("paired_t");

    public static TheoryData<string> Independent => Oracle.Family("effect_size");

    [Theory]
    [MemberData(nameof(Paired))]
    public void The_test_and_its_effect_sizes_equal_those_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var test = PairedT.Of(oracle.Series("x"), oracle.Series("y"));

        oracle.Agrees("n", test.Pairs);
        oracle.Agrees("mean_difference", test.MeanDifference);
        oracle.Agrees(string.Empty, test.MeanDifference.Interval);
        oracle.Agrees("sd_difference", test.StandardDeviation);
        oracle.Agrees("se", test.StandardError);
        oracle.Agrees("t", test.T);
        oracle.Agrees("df", test.Df);
        oracle.Agrees("p_value", test.PValue.TwoSided);
        oracle.Agrees("p_greater", test.PValue.Greater);
        oracle.Agrees("p_less", test.PValue.Less);
        oracle.Agrees("cohens_dz", test.CohenDz);
        oracle.Agrees("cohens_dav", test.CohenDav);
        AgreesOnEffect(oracle, "cohens_dz", test.CohenDz);
        AgreesOnEffect(oracle, "hedges_gz", test.HedgesGz);
        oracle.HasNothingLeft();
    }

    [Theory]
    [MemberData(nameof(Independent))]
    public void Effects_between_independent_groups_equal_those_of_effectsize(string name)
    {
        using var oracle = Oracle.Read(name);
        var effect = IndependentEffect.Of(oracle.Series("x"), oracle.Series("y"));

        oracle.Agrees("cliffs_delta", effect.CliffDelta);
        oracle.Agrees("vargha_delaney_a", effect.Superiority);
        oracle.Agrees("mann_whitney_u", effect.MannWhitneyU);
        oracle.Agrees("mann_whitney_p_normal_no_correction", effect.MannWhitneyPValue);
        oracle.Agrees("cohens_d_pooled", effect.CohenD);
        AgreesOnEffect(oracle, "cohens_d_pooled", effect.CohenD);
        AgreesOnEffect(oracle, "hedges_g_pooled", effect.HedgesG);
        oracle.HasNothingLeft();
    }

    /// <summary>
    /// Where the differences hardly vary, the interval of d is d times the root of chi-square(5) / 5: 0.8312116 and 12.8325020 in tables.
    /// </summary>
    [Fact]
    public void The_interval_of_a_huge_effect_follows_the_chi_square_of_its_standard_deviation()
    {
        var effect = PairedT.Of([5, 6, 7.0001, 8, 9, 10], [1, 2, 3, 4, 5, 6]).CohenDz;

        Assert.Equal(Math.Sqrt(0.8312116 / 5), (effect.Interval?.Low / effect.Value).GetValueOrDefault(), 1e-6);
        Assert.Equal(Math.Sqrt(12.8325020 / 5), (effect.Interval?.High / effect.Value).GetValueOrDefault(), 1e-6);
    }

    private static void AgreesOnEffect(Oracle oracle, string at, Estimate effect)
    {
        oracle.Agrees(at + ".value", effect);
        oracle.Agrees(at, effect.Interval);
    }
}
