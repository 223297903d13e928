using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class ProportionTests
{
    /// <summary>R 4.2.2, binom.test(count, total, conf.level = confidence)$conf.int.</summary>
    [Theory]
    [InlineData(0, 10, 0.95, 0, 0.308497107818761)]
    [InlineData(10, 10, 0.95, 0.691502892181239, 1)]
    [InlineData(7, 20, 0.95, 0.153909204784541, 0.592188534532828)]
    [InlineData(7, 20, 0.9, 0.177310917574449, 0.558034511315489)]
    [InlineData(1, 113, 0.95, 2.24026300450990e-04, 4.83206485641022e-02)]
    [InlineData(200, 22433, 0.95, 7.72703658905299e-03, 1.02335636868426e-02)]
    public void The_exact_interval_equals_that_of_R(int count, int total, double confidence, double low, double high)
    {
        var interval = new Proportion(count, total).ClopperPearson(confidence).Interval!;

        Assert.Equal(low, interval.Low, 1e-12);
        Assert.Equal(high, interval.High, 1e-12);
    }

    [Fact]
    public void The_exact_interval_contains_the_score_interval_of_Wilson_for_every_count_out_of_30_but_the_ends()
    {
        for (var count = 1; count < 30; count++)
        {
            var (exact, wilson) = (new Proportion(count, 30).ClopperPearson().Interval!, new Proportion(count, 30).Wilson().Interval!);
            Assert.True(exact.High - exact.Low > wilson.High - wilson.Low, $"{count} out of 30");
        }
    }

    [Fact]
    public void Nothing_out_of_nothing_has_no_interval()
    {
        Assert.Equal("0 out of 0", new Proportion(0, 0).ClopperPearson().Reason);
        Assert.Equal("0 out of 0", new Proportion(0, 0).Wilson().Reason);
    }
}
