using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class SignTestTests
{
    /// <summary>
    /// R 4.2.2: binom.test of the differences other than zero (two-sided, greater, less, interval); then median, the order statistics at
    /// qbinom(0.025, n, 0.5) and their coverage.
    /// </summary>
    public static TheoryData<string, int[], double[], double[]> OfR => new()
    {
        {
            "wilcoxon__hollander_depression", [9, 0, 7],
            [0.1796875, 0.08984375, 0.98046875, 0.399906426283688, 0.971855026522102], [0.49, -0.08, 0.952, 0.9609375]
        },
        {
            "wilcoxon__small_ties_zeros", [12, 4, 2],
            [0.2890625, 0.96484375, 0.14453125, 0.0318540262499442, 0.6508557944128242], [-0.5, -1, 0, 0.96142578125]
        },
        {
            "wilcoxon__reader2_ties_zeros_missing", [39, 15, 10],
            [0.541256189346313, 0.846271872520447, 0.270628094673157, 0.221096905346679, 0.633569354343637], [0, -1, 0, 0.976297297529527]
        },
        {
            "wilcoxon__exact_no_ties", [14, 0, 12],
            [0.012939453125, 0.0064697265625, 0.99908447265625, 0.571870839090301, 0.982205484516808], [0.6675, 0.275, 1.135, 0.987060546875]
        },
    };

    [Theory]
    [MemberData(nameof(OfR))]
    public void It_equals_binom_test_and_the_order_statistics_of_R(string name, int[] counts, double[] share, double[] median)
    {
        using var oracle = Oracle.Read(name);
        var test = SignTest.Of(oracle.Series("x"), oracle.Series("y"));

        Assert.Equal([.. counts, counts[0] - counts[1] - counts[2]], (int[])[test.Pairs, test.Zeros, test.Positives, test.Negatives]);
        IsClose(share[0], test.PValue.TwoSided.Value);
        IsClose(share[1], test.PValue.Greater.Value);
        IsClose(share[2], test.PValue.Less.Value);
        IsClose(counts[2] / (double)(counts[0] - counts[1]), test.PositiveShare.Value);
        IsClose(share[3], test.PositiveShare.Interval?.Low);
        IsClose(share[4], test.PositiveShare.Interval?.High);
        IsClose(median[0], test.MedianDifference.Value);
        IsClose(median[1], test.MedianDifference.Interval?.Low);
        IsClose(median[2], test.MedianDifference.Interval?.High);
        IsClose(median[3], test.AchievedConfidence.Value);
    }

    /// <summary>R 4.2.2: binom.test(0, 5), binom.test(5, 5), binom.test(1, 1).</summary>
    [Theory]
    [InlineData(0, 5, 0.95, 0.0625, 0, 0.521823750104981)]
    [InlineData(0, 5, 0.9, 0.0625, 0, 0.450719728346941)]
    [InlineData(5, 0, 0.95, 0.0625, 0.478176249895019, 1)]
    [InlineData(1, 0, 0.95, 1, 0.025, 1)]
    [InlineData(1, 0, 0.9, 1, 0.05, 1)]
    public void The_interval_of_none_or_all_ends_at_0_or_1(int positives, int negatives, double confidence, double p, double low, double high)
    {
        double?[] first = [.. Enumerable.Repeat<double?>(1, positives), .. Enumerable.Repeat<double?>(-1, negatives)];
        var test = SignTest.Of(first, [.. first.Select(_ => (double?)0)], confidence);

        IsClose(p, test.PValue.TwoSided.Value);
        IsClose(low, test.PositiveShare.Interval?.Low);
        IsClose(high, test.PositiveShare.Interval?.High);
    }

    [Fact]
    public void Only_zeros_leave_nothing_to_test_but_a_median()
    {
        var test = SignTest.Of([1, 2, null], [1, 2, 3]);

        Assert.Equal((2, 2), (test.Pairs, test.Zeros));
        Assert.Equal("no difference is other than zero", test.PValue.TwoSided.Reason);
        Assert.Equal("no difference is other than zero", test.PositiveShare.Reason);
        Assert.Equal(0, test.MedianDifference.Value);
    }

    [Fact]
    public void Five_pairs_have_no_95_percent_interval_of_the_median_and_six_do()
    {
        var five = SignTest.Of([1, 2, 3, 4, 5], [0, 0, 0, 0, 0]);
        var six = SignTest.Of([1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0]);

        Assert.Equal(3, five.MedianDifference.Value);
        Assert.Null(five.MedianDifference.Interval);
        Assert.Equal("too few pairs for an interval of the median: 5", five.AchievedConfidence.Reason);
        Assert.Equal(new Interval(1, 6, 0.95), six.MedianDifference.Interval);
        IsClose(1 - (2 / 64.0), six.AchievedConfidence.Value);
    }

    [Fact]
    public void A_coverage_that_is_met_exactly_is_enough() =>
        Assert.Equal(new Interval(1, 5, 1 - (2 / 32.0)), SignTest.Of([1, 2, 3, 4, 5], [0, 0, 0, 0, 0], 1 - (2 / 32.0)).MedianDifference.Interval);

    [Fact]
    public void Without_a_complete_pair_everything_is_undefined()
    {
        var test = SignTest.Of([1, null], [null, 2]);

        Assert.Equal(0, test.Pairs);
        Assert.Equal("no complete pair", test.MedianDifference.Reason);
        Assert.False(test.PValue.Greater.IsDefined);
    }

    [Fact]
    public void Unequal_lengths_are_refused() => Assert.Throws<ArgumentException>(() => SignTest.Of([1, 2], [1]));

    private static void IsClose(double expected, double? actual) => Assert.Equal(expected, actual.GetValueOrDefault(double.NaN), 1e-12);
}
