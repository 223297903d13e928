using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class BlandAltmanTests
{
    public static TheoryData<string> Vectors => Oracle.Family("bland_altman");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Bias_limits_and_proportional_bias_equal_those_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var agreement = BlandAltman.Of(oracle.Series("method_1"), oracle.Series("method_2"));

        oracle.Agrees("n", agreement.Pairs);
        oracle.Agrees("mean_difference", agreement.MeanDifference);
        oracle.Agrees("mean_ci", agreement.MeanDifference.Interval, ".lower", ".upper");
        oracle.Agrees("sd_difference", agreement.StandardDeviation);
        oracle.Agrees("se_mean", agreement.StandardError);
        oracle.Agrees("loa_lower", agreement.LowerLimit);
        oracle.Agrees("loa_lower_ci", agreement.LowerLimit.Interval, ".lower", ".upper");
        oracle.Agrees("loa_upper", agreement.UpperLimit);
        oracle.Agrees("loa_upper_ci", agreement.UpperLimit.Interval, ".lower", ".upper");
        oracle.Agrees("se_loa", agreement.LimitStandardError);
        oracle.Agrees("se_loa_bland_altman_1986", agreement.LimitStandardError1986);
        oracle.Agrees("proportional_bias.pearson_r", agreement.Correlation);
        oracle.Agrees("proportional_bias.p_value", agreement.CorrelationPValue);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Equal_differences_leave_limits_without_intervals()
    {
        var agreement = BlandAltman.Of([0.3, 0.7, 0.8], [0.1, 0.5, 0.6]);

        Assert.Equal(0, agreement.StandardDeviation.Value);
        Assert.Equal(agreement.MeanDifference.Value, agreement.UpperLimit.Value);
        Assert.Null(agreement.UpperLimit.Interval);
        Assert.Equal("the differences do not vary", agreement.MeanDifference.Reason);
    }

    [Fact]
    public void Equal_means_say_nothing_about_proportional_bias()
    {
        var agreement = BlandAltman.Of([0.1, 0.2, 0.3], [0.3, 0.2, 0.1]);

        Assert.True(agreement.UpperLimit.IsDefined);
        Assert.Equal("the pairs' means do not vary", agreement.Correlation.Reason);
    }

    [Fact]
    public void Two_pairs_correlate_fully_and_prove_nothing()
    {
        var agreement = BlandAltman.Of([1, 3], [1, 2]);

        Assert.Equal(1, agreement.Correlation.Value!.Value, 1e-14);
        Assert.Equal("needs at least three pairs", agreement.CorrelationPValue.Reason);
    }

    [Fact]
    public void Without_a_complete_pair_nothing_is_defined()
    {
        var agreement = BlandAltman.Of([1, null], [null, 2]);

        Assert.Equal(0, agreement.Pairs);
        Assert.Equal("no complete pair", agreement.MeanDifference.Reason);
    }

    [Fact]
    public void Values_that_are_not_finite_are_refused() =>
        Assert.Throws<ArgumentException>(() => BlandAltman.Of([1, double.NaN], [1, 2]));
}
