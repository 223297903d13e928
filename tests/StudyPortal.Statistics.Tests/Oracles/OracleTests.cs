using Xunit.Sdk;

namespace StudyPortal.Statistics.Tests.Oracles;

public sealed class OracleTests
{
    [Fact]
    public void A_number_under_a_key_with_a_dot_is_compared()
    {
        using var oracle = Oracle.Read("partial_auc__aSAH");

        oracle.Agrees("s100b.specificity_1_to_0.9.raw", 0.0327574525745257);

        Assert.Throws<TrueException>(() => oracle.Agrees("s100b.specificity_1_to_0.9.raw", 0.0327574531));
        var left = Assert.Throws<EmptyException>(() => oracle.HasNothingLeft("ndka", "wfns", "s100b.sensitivity", "s100b.specificity_1_to_0.8"));
        Assert.Contains("s100b.specificity_1_to_0.9.mcclish", left.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s100b.specificity_1_to_0.9.raw", left.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tolerance_for_one_number_outweighs_the_general_one()
    {
        using var oracle = Oracle.Read("auc_bootstrap__monte_carlo");
        var d = oracle.Expected.GetProperty("paired_difference_bootstrap").GetProperty("d").GetDouble();

        oracle.Agrees("paired_difference_bootstrap.d", d + 0.07);

        // 0.08 for this number; 0.012 + 5 % in general, which is more.
        Assert.Throws<TrueException>(() => oracle.Agrees("paired_difference_bootstrap.d", d + 0.09));
    }

    [Fact]
    public void Only_infinity_of_the_same_sign_is_infinity()
    {
        using var oracle = Oracle.Read("youden__worse_than_chance");

        oracle.Agrees("m.optimal_thresholds_midpoint[0]", double.NegativeInfinity);

        Assert.Throws<TrueException>(() => oracle.Agrees("m.optimal_thresholds_midpoint[0]", double.PositiveInfinity));
        Assert.Throws<TrueException>(() => oracle.Agrees("m.optimal_thresholds_midpoint[0]", 5));
    }

    [Fact]
    public void A_wrong_truth_value_is_found()
    {
        using var oracle = Oracle.Read("lmm__singular_fit");

        oracle.Holds("singular", true);

        Assert.Throws<TrueException>(() => oracle.Holds("singular", false));
    }
}
