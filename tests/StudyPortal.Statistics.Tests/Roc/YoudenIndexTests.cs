using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class YoudenIndexTests
{
    public static TheoryData<string> Vectors => Oracle.Family("youden");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_best_thresholds_observed_and_halfway_equal_those_of_pROC(string name)
    {
        using var oracle = Oracle.Read(name);
        foreach (var (marker, scores) in oracle.Scores())
        {
            var youden = YoudenIndex.Of(RocSample.From(oracle.Truth(), scores));
            oracle.Agrees($"{marker}.j", youden.J);
            Assert.Equal(oracle.Expected.GetProperty(marker).GetProperty("optimal_thresholds_observed").GetArrayLength(), youden.Optimal.Count);
            foreach (var (index, point) in youden.Optimal.Index())
            {
                oracle.Agrees($"{marker}.optimal_thresholds_observed[{index}]", point.Threshold);
                oracle.Agrees($"{marker}.sensitivity[{index}]", point.Sensitivity.Value);
                oracle.Agrees($"{marker}.specificity[{index}]", point.Specificity.Value);
            }

            foreach (var (index, midpoint) in youden.Midpoints.Index())
                oracle.Agrees($"{marker}.optimal_thresholds_midpoint[{index}]", midpoint);
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void A_tie_that_floating_point_would_break_stays_a_tie()
    {
        // 1/2 + 5/6 and 2/3 + 2/3: the sums differ in the last bit.
        using var oracle = Oracle.Read("youden__continuous");
        var youden = YoudenIndex.Of(RocSample.From(oracle.Truth(), oracle.Scores().Single().Values));

        Assert.Equal(2, youden.Optimal.Count);
        Assert.Equal(2, youden.Midpoints.Count);
    }

    [Fact]
    public void Halfway_between_neighbouring_floating_point_numbers_is_the_upper_one()
    {
        var above = Math.BitIncrement(0.3);

        Assert.Equal([above], YoudenIndex.Of(new RocSample([above], [0.3])).Midpoints);
    }

    [Fact]
    public void Infinite_scores_have_thresholds_that_still_part_the_classes()
    {
        var youden = YoudenIndex.Of(new RocSample([double.PositiveInfinity, 2], [1, double.NegativeInfinity]));

        Assert.Equal([1.5], youden.Midpoints);
        Assert.Equal(
            [double.PositiveInfinity], YoudenIndex.Of(new RocSample([double.PositiveInfinity], [double.NegativeInfinity])).Midpoints);
    }

    [Fact]
    public void It_says_why_it_is_undefined_for_one_class()
    {
        var youden = YoudenIndex.Of(new RocSample([0.2, 0.4], []));

        Assert.Equal("no negative cases", youden.J.Reason);
        Assert.Empty(youden.Optimal);
        Assert.Empty(youden.Midpoints);
    }
}
