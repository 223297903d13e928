using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class NonInferiorityTests
{
    [Fact]
    public void With_the_normal_distribution_the_bound_is_the_end_of_the_95_percent_interval()
    {
        var test = NonInferiority.Of(Estimate.Of(-0.01), 0.02, df: null, margin: 0.05);

        Assert.Equal(2, test.Statistic.Value!.Value, 1e-12);
        Assert.Equal(0.0227501319481792, test.PValue.Value!.Value, 1e-12);
        Assert.Equal(-0.01 - (1.959963984540054 * 0.02), test.LowerBound.Value!.Value, 1e-12);
        Assert.Equal(0.95, test.Difference.Interval!.Confidence, 12);
        Assert.True(test.IsShown);
    }

    [Fact]
    public void With_few_degrees_of_freedom_the_same_numbers_show_nothing()
    {
        var test = NonInferiority.Of(Estimate.Of(-0.01), 0.02, df: 4, margin: 0.05);

        Assert.Equal(0.0580582617584078, test.PValue.Value!.Value, 1e-12);
        Assert.Equal(-0.01 - (2.7764451051977987 * 0.02), test.LowerBound.Value!.Value, 1e-12);
        Assert.False(test.IsShown);
    }

    [Theory]
    [InlineData(0.05, null)]
    [InlineData(0.025, 6.5)]
    [InlineData(0.01, 200.0)]
    public void At_a_p_value_of_alpha_the_bound_is_the_margin(double alpha, double? df)
    {
        var critical = df is { } degrees ? Distributions.StudentUpperQuantile(alpha, degrees) : Distributions.NormalUpperQuantile(alpha);

        var test = NonInferiority.Of(Estimate.Of((0.03 * critical) - 0.1), 0.03, df, margin: 0.1, alpha);

        Assert.Equal(alpha, test.PValue.Value!.Value, 1e-10);
        Assert.Equal(-0.1, test.LowerBound.Value!.Value, 1e-12);
    }

    [Fact]
    public void Without_a_difference_or_an_error_it_is_undefined_and_says_why()
    {
        var withoutDifference = NonInferiority.Of(Estimate.Undefined("one class only"), 0.1, null, 0.05);
        var withoutError = NonInferiority.Of(Estimate.Of(0.1), 0, null, 0.05);

        Assert.Equal("one class only", withoutDifference.PValue.Reason);
        Assert.Equal("the standard error is 0", withoutError.PValue.Reason);
        Assert.Equal(0.1, withoutError.Difference.Value);
        Assert.Null(withoutError.IsShown);
    }

    [Theory]
    [InlineData(0.1, 0, 0.025)]
    [InlineData(0.1, -0.05, 0.025)]
    [InlineData(0.1, double.NaN, 0.025)]
    [InlineData(-0.1, 0.05, 0.025)]
    [InlineData(0.1, 0.05, 0.5)]
    public void A_margin_error_or_alpha_that_cannot_be_is_refused(double standardError, double margin, double alpha) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NonInferiority.Of(Estimate.Of(0.1), standardError, 10, margin, alpha));
}
