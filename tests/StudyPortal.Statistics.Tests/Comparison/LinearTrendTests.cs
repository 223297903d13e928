using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class LinearTrendTests
{
    [Fact]
    public void The_slope_of_Anscombes_first_set_is_that_of_lm_in_R()
    {
        double[] x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];

        var trend = LinearTrend.Of(x, y);

        Assert.Equal(0.500090909, trend.Slope.Value!.Value, 1e-8);
        Assert.Equal(0.117905501, trend.StandardError.Value!.Value, 1e-8);
        Assert.Equal(0.002169629, trend.PValue.Value!.Value, 1e-8);
        Assert.Equal(0.500090909 - (2.262157163 * 0.117905501), trend.Slope.Interval!.Low, 1e-7);
    }

    [Theory]
    [InlineData(new double[0], new double[0], "needs at least two different places on the x axis")]
    [InlineData(new double[] { 2, 2, 2 }, new double[] { 1, 2, 3 }, "needs at least two different places on the x axis")]
    [InlineData(new double[] { 1, 2 }, new double[] { 1, 3 }, "needs at least three points")]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 3, 5 }, "the points lie on a line")]
    public void Too_little_for_an_interval_is_said(double[] x, double[] y, string reason)
    {
        var trend = LinearTrend.Of(x, y);

        Assert.Equal(reason, trend.Slope.Reason);
        Assert.Null(trend.Slope.Interval);
        Assert.Equal(reason, trend.PValue.Reason);
    }
}
