using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class RatingSummaryTests
{
    /// <summary>Student's sleep data, second drug, in tenths of an hour; t.test in R gives 0.8976775 to 3.7623225 hours.</summary>
    private static readonly int[] Sleep = [19, 8, 11, 1, -1, 44, 55, 16, 46, 34];

    [Fact]
    public void The_mean_of_Students_sleep_data_has_the_t_interval_of_R()
    {
        var summary = RatingSummary.Of(Sleep, -10, 60);

        Assert.Equal(23.3, summary.Mean.Value.GetValueOrDefault(), 1e-12);
        Assert.Equal(20.02249, summary.StandardDeviation.Value.GetValueOrDefault(), 1e-5);
        Assert.Equal(8.976775, summary.Mean.Interval?.Low ?? 0, 1e-5);
        Assert.Equal(37.623225, summary.Mean.Interval?.High ?? 0, 1e-5);
    }

    [Fact]
    public void Every_point_of_the_scale_is_counted_zero_included()
    {
        var summary = RatingSummary.Of([0, 0, 3, 5, 5, 5], 0, 5);

        Assert.Equal([2, 0, 0, 1, 0, 3], summary.Counts);
        Assert.Equal([0.75, 4, 5], summary.Quartiles);
    }

    [Fact]
    public void No_ratings_and_one_rating_say_what_is_missing()
    {
        Assert.Equal("no ratings", RatingSummary.Of([], 0, 5).Mean.Reason);
        Assert.Equal(4, RatingSummary.Of([4], 0, 5).Mean.Value);
        Assert.Null(RatingSummary.Of([4], 0, 5).Mean.Interval);
    }

    [Fact]
    public void A_rating_off_the_scale_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => RatingSummary.Of([6], 0, 5));
}
