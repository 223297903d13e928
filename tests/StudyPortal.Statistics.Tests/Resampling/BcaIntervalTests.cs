using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Resampling;

public sealed class BcaIntervalTests
{
    private static readonly double?[] Values = [2, 4, 5, 7, 11, 13, 18, 40];

    /// <summary>
    /// R 4.2.2: the standard deviation over 200 given draws of 30 cases; z0 and a as boot 1.3-28.1's bca.ci computes them from its
    /// jackknife (empinf, centred), the ends by quantile(type = 7).
    /// </summary>
    [Fact]
    public void It_equals_boots_bias_and_acceleration_over_given_draws()
    {
        using var oracle = Oracle.Read("cluster_bootstrap__given_indices_complete");
        var differences = CaseMeans(oracle, "model_1").Zip(CaseMeans(oracle, "model_2"), (first, second) => first - second).ToArray();
        int[] all = [.. Enumerable.Range(0, differences.Length)];
        double? Deviation(IEnumerable<int> cases) => SampleDeviation([.. cases.Select(@case => differences[@case])]);

        var bca = BcaInterval.Of(
            [.. Oracle.Indices(oracle.Input.GetProperty("case_indices_zero_based")).Select(Deviation)],
            Deviation(all),
            [[.. all.Select(left => Deviation(all.Where(@case => @case != left)))]]);

        IsClose(0.214701568001744, bca.BiasCorrection.Value);
        IsClose(0.0761358124676517, bca.Acceleration.Value);
        IsClose(0.586757769246880, bca.Ends?.Low);
        IsClose(0.920947962414363, bca.Ends?.High);
    }

    /// <summary>R 4.2.2: mean difference over the same draws, two of which equal the estimate and count one half each.</summary>
    [Fact]
    public void Replicates_equal_to_the_estimate_count_half_although_their_last_bits_differ()
    {
        using var oracle = Oracle.Read("cluster_bootstrap__given_indices_complete");
        var differences = CaseMeans(oracle, "model_1").Zip(CaseMeans(oracle, "model_2"), (first, second) => first - second).ToArray();
        int[] all = [.. Enumerable.Range(0, differences.Length)];
        double? Mean(IEnumerable<int> cases) => cases.Average(@case => differences[@case]);

        var bca = BcaInterval.Of(
            [.. Oracle.Indices(oracle.Input.GetProperty("case_indices_zero_based")).Select(Mean)],
            Mean(all),
            [[.. all.Select(left => Mean(all.Where(@case => @case != left)))]]);

        IsClose(-0.125661346855074, bca.BiasCorrection.Value);
        IsClose(0.00426430444012591, bca.Acceleration.Value);
        IsClose(-0.871261516301563, bca.Ends?.Low);
        IsClose(-0.374692036035658, bca.Ends?.High);
    }

    /// <summary>scipy 1.10.1: stats.bootstrap((positives, negatives), auc, method = "BCa") over the draws of plan 2000, seed 11.</summary>
    [Fact]
    public void Two_samples_drawn_apart_equal_scipys_interval_of_an_area()
    {
        using var oracle = Oracle.Read("auc_delong__aSAH");
        var sample = RocSample.From(oracle.Truth(), oracle.Scores().First(scores => scores.Name == "s100b").Values);
        var areas = new AreaBootstrap(sample);
        int[] positives = [.. Enumerable.Range(0, sample.Positives.Count)];
        int[] negatives = [.. Enumerable.Range(0, sample.Negatives.Count)];
        var area = areas.Resample(positives, negatives);

        var summary = Bootstrap.Run(
            new BootstrapPlan(2_000, seed: 11),
            draws => areas.Resample(draws.Sample(positives.Length), draws.Sample(negatives.Length)),
            area,
            [
                [.. positives.Select(left => (double?)areas.Resample([.. positives.Where(index => index != left)], negatives))],
                [.. negatives.Select(left => (double?)areas.Resample(positives, [.. negatives.Where(index => index != left)]))],
            ],
            TestContext.Current.CancellationToken);

        IsClose(0.731368563685637, area);
        IsClose(0.051110612186916, summary.StandardError.Value);
        IsClose(0.621028182871977, summary.Bca?.Ends?.Low);
        IsClose(0.822154471544715, summary.Bca?.Ends?.High);
    }

    [Fact]
    public void Without_bias_and_skew_it_is_the_percentile_interval()
    {
        double?[] replicates = [.. Enumerable.Range(-500, 1001).Select(value => (double?)value)];
        var bca = BcaInterval.Of(replicates, 0, [[-1, 0, 1]]);

        Assert.Equal(0, bca.BiasCorrection.Value);
        Assert.Equal(0, bca.Acceleration.Value);
        IsClose(BootstrapSummary.Of(replicates, 0.95).Percentile!.Low, bca.Ends?.Low);
    }

    [Fact]
    public void A_factor_of_one_unit_adds_nothing() => Assert.Equal(
        BcaInterval.Of([1, 2, 3, 4], 2.5, [[1, 2, 6]]), BcaInterval.Of([1, 2, 3, 4], 2.5, [[1, 2, 6], [null]]));

    [Fact]
    public void Where_it_does_not_exist_it_says_why()
    {
        Assert.Equal("no bootstrap replicate lies below the estimate", BcaInterval.Of([2, 3, 4], 1, [[1, 2]]).Reason);
        Assert.Equal("no bootstrap replicate lies above the estimate", BcaInterval.Of([2, 3, 4], 5, [[1, 2]]).Reason);
        Assert.Equal("the bootstrap replicates do not vary", BcaInterval.Of([0.3, 0.1 + 0.2], 0.3, [[1, 2]]).Reason);
        Assert.Equal("fewer than two bootstrap replicates are defined", BcaInterval.Of([2, null], 2, [[1, 2]]).Reason);
        Assert.Equal("the estimate is undefined", BcaInterval.Of([2, 3], null, [[1, 2]]).Reason);
        Assert.Equal("leaving out one unit leaves the estimate undefined", BcaInterval.Of([1, 3], 2, [[1, null]]).Reason);
        Assert.Equal("leaving out one unit never changes the estimate", BcaInterval.Of([1, 3], 2, [[0.1 + 0.2, 0.3]]).Reason);
    }

    [Fact]
    public void An_acceleration_beyond_the_quantile_gives_no_interval()
    {
        double?[] skewed = [.. Enumerable.Repeat((double?)0, 999), -1000];
        var bca = BcaInterval.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000], 9.5, [skewed], 1 - 1e-12);

        Assert.Null(bca.Ends);
        Assert.Equal("the acceleration is too large for this confidence", bca.Reason);
    }

    [Fact]
    public void An_infinite_replicate_is_refused() =>
        Assert.Throws<ArgumentException>(() => BcaInterval.Of([1, double.PositiveInfinity], 1, [[1, 2]]));

    /// <summary>The mean of skewed values: the interval moves up, towards the long tail.</summary>
    [Fact]
    public void It_leans_towards_the_long_tail()
    {
        double[] values = [.. Values.OfType<double>()];
        int[] all = [.. Enumerable.Range(0, values.Length)];
        var summary = Bootstrap.Run(
            new BootstrapPlan(4_000, seed: 2),
            draws => draws.Sample(values.Length).Average(index => values[index]),
            values.Average(),
            [[.. all.Select(left => (double?)all.Where(index => index != left).Average(index => values[index]))]],
            TestContext.Current.CancellationToken);

        Assert.True(summary.Bca?.Acceleration.Value > 0.05);
        Assert.True(summary.Bca?.Ends?.Low > summary.Percentile?.Low);
        Assert.True(summary.Bca?.Ends?.High > summary.Percentile?.High);
    }

    private static double[] CaseMeans(Oracle oracle, string name)
    {
        var readersByCases = oracle.Matrix(name);
        return [.. Enumerable.Range(0, readersByCases.Columns).Select(@case =>
            Enumerable.Range(0, readersByCases.Rows).Average(reader => readersByCases[reader, @case].GetValueOrDefault()))];
    }

    private static double SampleDeviation(double[] values) =>
        Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1));

    private static void IsClose(double expected, double? actual) => Assert.Equal(expected, actual.GetValueOrDefault(double.NaN), 1e-12);
}
