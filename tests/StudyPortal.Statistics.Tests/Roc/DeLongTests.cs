using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class DeLongTests
{
    public static TheoryData<string> Vectors => Oracle.Family("auc_delong");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Areas_intervals_and_tests_equal_those_of_pROC(string name)
    {
        using var oracle = Oracle.Read(name);
        var markers = oracle.Scores().ToList();
        var truth = oracle.Truth();
        oracle.Agrees("n_positive", truth.Count(label => label is true));
        oracle.Agrees("n_negative", truth.Count(label => label is false));
        foreach (var marker in markers)
        {
            var area = DeLong.Area(RocSample.From(truth, marker.Values));
            AgreesOnArea(oracle, $"markers.{marker.Name}.", area);
            if (markers.Count == 1) AgreesOnArea(oracle, string.Empty, area);
        }

        var pairs = from first in Enumerable.Range(0, markers.Count)
                    from second in Enumerable.Range(first + 1, markers.Count - first - 1)
                    select (First: markers[first], Second: markers[second]);
        foreach (var (index, pair) in pairs.Index())
        {
            var (first, second) = RocSample.Paired(truth, pair.First.Values, pair.Second.Values);
            AgreesOnPair(oracle, $"pairs[{index}].", first, second);
            if (markers.Count == 2) AgreesOnPair(oracle, string.Empty, first, second);
            oracle.IsNamed($"pairs[{index}].marker_1", pair.First.Name);
            oracle.IsNamed($"pairs[{index}].marker_2", pair.Second.Name);
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void Independent_samples_are_refused_as_pairs()
    {
        var three = new RocSample([1, 2, 3], [0, 1]);
        var two = new RocSample([1, 2], [0, 1]);

        Assert.Throws<ArgumentException>(() => DeLong.ComparePaired(three, two));
    }

    [Fact]
    public void A_large_sample_is_compared_in_linearithmic_time_and_stays_exact()
    {
        double[] positives = [.. Enumerable.Range(0, 100_000).Select(index => (double)((index * 7919) % 100_003))];
        double[] negatives = [.. Enumerable.Range(0, 100_000).Select(index => (double)((index * 7919) % 100_003))];

        var area = DeLong.Area(new RocSample(positives, negatives));

        Assert.Equal(0.5, area.Area.Value);
    }

    /// <summary>R 4.2.2 with pROC 1.18.0: the contrast of DeLong's equation 5 from var() and cov() of the three markers of aSAH.</summary>
    [Fact]
    public void The_test_that_three_areas_are_equal_equals_that_of_R()
    {
        var areas = DeLong.Compare([Asah.S100b, Asah.Ndka, Asah.Wfns]);

        Assert.Equal(2, areas.Df);
        Assert.Equal(12.5127282824235, areas.ChiSquare.Value!.Value, 1e-9);
        Assert.Equal(0.00191820746461051, areas.PValue.Value!.Value, 1e-12);
        Assert.Equal(DeLong.ComparePaired(Asah.S100b, Asah.Wfns), areas.Pairs[1].Difference);
        Assert.Equal(DeLong.Area(Asah.Ndka), areas.Areas[1]);
    }

    [Fact]
    public void For_two_models_the_test_of_equality_is_the_paired_test()
    {
        var areas = DeLong.Compare([Asah.S100b, Asah.Ndka]);

        Assert.Equal(Math.Pow(areas.Pairs[0].Difference.Statistic.Value!.Value, 2), areas.ChiSquare.Value!.Value, 1e-9);
        Assert.Equal(areas.Pairs[0].Difference.PValue.Value!.Value, areas.PValue.Value!.Value, 1e-12);
    }

    [Fact]
    public void Equality_cannot_be_tested_for_one_model_equal_ones_or_one_class()
    {
        Assert.Contains("one model", DeLong.Compare([Asah.Wfns]).PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("variance 0", DeLong.Compare([Asah.Wfns, Asah.Ndka, Asah.Wfns]).PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("dependent", DeLong.Compare([Asah.Wfns, Asah.Ndka, Asah.Ndka]).PValue.Reason, StringComparison.Ordinal);
        Assert.Equal("no negative cases", DeLong.Compare([new([1], []), new([2], [])]).PValue.Reason);
    }

    [Fact]
    public void An_area_is_not_inferior_where_the_lower_end_of_its_interval_stays_above_the_margin()
    {
        var difference = DeLong.ComparePaired(Asah.Wfns, Asah.S100b);
        var low = difference.Difference.Interval!.Low;

        Assert.Equal(low, difference.NonInferiority(0.05).LowerBound.Value!.Value, 1e-12);
        Assert.True(difference.NonInferiority(0.05).IsShown);
        Assert.False(DeLong.ComparePaired(Asah.Ndka, Asah.Wfns).NonInferiority(0.05).IsShown);
        Assert.True(DeLong.CompareIndependent(Asah.Wfns, Asah.S100b).NonInferiority(0.2).Df > 100);
    }

    [Fact]
    public void Without_a_variance_there_is_no_test_of_non_inferiority()
    {
        var alone = DeLong.ComparePaired(new RocSample([1], [0]), new RocSample([1], [0]));

        Assert.Contains("at least two", alone.NonInferiority(0.05).PValue.Reason, StringComparison.Ordinal);
        Assert.Null(alone.NonInferiority(0.05).IsShown);
    }

    private static void AgreesOnArea(Oracle oracle, string at, AreaUnderCurve area)
    {
        oracle.Agrees(at + "auc", area.Area);
        oracle.Agrees(at + "variance", area.Variance);
        oracle.Agrees(at + "se", area.StandardError);
        oracle.Agrees(at.TrimEnd('.'), area.Area.Interval);
        oracle.Agrees(at + "ci_logit", area.Logit, ".lower", ".upper");
    }

    private static void AgreesOnPair(Oracle oracle, string at, RocSample first, RocSample second)
    {
        var paired = DeLong.ComparePaired(first, second);
        oracle.Agrees(at + "n", paired.First.Positives + paired.First.Negatives);
        oracle.Agrees(at + "auc_1", paired.First.Area);
        oracle.Agrees(at + "auc_2", paired.Second.Area);
        oracle.Agrees(at + "difference", paired.Difference);
        oracle.Agrees(at + "covariance", paired.Covariance);
        oracle.Agrees(at + "se_difference", paired.StandardError);
        oracle.Agrees(at + "z", paired.Statistic);
        oracle.Agrees(at + "p_value", paired.PValue);
        oracle.Agrees(at.TrimEnd('.'), paired.Difference.Interval);

        var independent = DeLong.CompareIndependent(first, second);
        oracle.Agrees(at + "unpaired.d", independent.Statistic);
        oracle.Agrees(at + "unpaired.df", independent.DegreesOfFreedom);
        oracle.Agrees(at + "unpaired.p_value", independent.PValue);
    }
}
