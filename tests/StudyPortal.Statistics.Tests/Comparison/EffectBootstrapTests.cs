using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Comparison;

/// <summary>
/// The expected numbers come from a program in Python (numpy 1.24.2, scipy 1.10.1) that has its own SplitMix64, statistics, quantiles
/// and BCa interval.
/// </summary>
public sealed class EffectBootstrapTests
{
    private static readonly BootstrapPlan Plan = new(2_000, seed: 11);

    [Theory]
    [InlineData(ResampledUnit.Cases, 0.110617237687482, -0.302029004726607, 0.140142888211241, -0.293299023186218, 0.144684806844469)]
    [InlineData(ResampledUnit.CasesAndReaders, 0.16989158250313, -0.398842091237528, 0.267163003886863, -0.372951401196906, 0.289184219968192)]
    public void Dav_of_case_means_equals_an_independent_program(
        ResampledUnit unit, double standardError, double low, double high, double bcaLow, double bcaHigh)
    {
        using var oracle = Oracle.Read("cluster_bootstrap__given_indices_missing");
        var (first, second) = (Transposed(oracle.Matrix("model_1")), Transposed(oracle.Matrix("model_2")));
        var (dav, replicates) = EffectBootstrap.CohenDav(first, second, unit, Plan, TestContext.Current.CancellationToken);

        IsClose(-0.0569229607775909, dav.Value);
        Agrees(replicates, standardError, low, high, bcaLow, bcaHigh);
        Assert.Equal(replicates.Percentile, dav.Interval);
    }

    [Fact]
    public void Dav_of_single_values_is_that_of_the_paired_t_test()
    {
        using var oracle = Oracle.Read("paired_t__sleep");
        var (x, y) = (oracle.Series("x"), oracle.Series("y"));
        var (dav, _) = EffectBootstrap.CohenDav(Column(x), Column(y), ResampledUnit.Cases, Plan, TestContext.Current.CancellationToken);
        var alone = PairedT.Of(x, y).CohenDav;

        Assert.Equal(alone.Value, dav.Value);
        Assert.Null(alone.Interval);
        Assert.False(string.IsNullOrEmpty(alone.Reason));
        Assert.NotNull(dav.Interval);
    }

    [Fact]
    public void Dav_of_constant_differences_is_undefined()
    {
        var (dav, replicates) = EffectBootstrap.CohenDav(
            Column([1.1, 2.1, 3.1]), Column([1, 2, 3]), ResampledUnit.Cases, Plan, TestContext.Current.CancellationToken);

        Assert.Equal("needs at least two pairs whose differences vary", dav.Reason);
        Assert.Equal(Plan.Replicates, replicates.Undefined);
    }

    [Fact]
    public void Kendalls_W_over_blocks_equals_an_independent_program()
    {
        using var oracle = Oracle.Read("friedman__reader1_three_models_ties_missing");
        var (w, replicates) = EffectBootstrap.KendallW(oracle.Matrix("values"), Plan, TestContext.Current.CancellationToken);

        IsClose(0.203352308665402, w.Value);
        Assert.Equal(FriedmanTest.Of(oracle.Matrix("values")).KendallW.Value, w.Value);
        Agrees(replicates, 0.092749297883373, 0.0606827907310553, 0.414070531125071, 0.0391770146289873, 0.376621858775633);
    }

    [Fact]
    public void Kendalls_W_of_tied_or_missing_blocks_is_undefined_for_Friedmans_reason()
    {
        var tied = EffectBootstrap.KendallW(RatingMatrix.FromRows([[1, 1], [2, 2]]), Plan, TestContext.Current.CancellationToken);
        var empty = EffectBootstrap.KendallW(RatingMatrix.FromRows([[1, null]]), Plan, TestContext.Current.CancellationToken);

        Assert.Equal("all arms are tied in every block", tied.KendallW.Reason);
        Assert.Equal("no block is complete", empty.KendallW.Reason);
    }

    [Fact]
    public void Arms_of_different_sizes_are_refused() => Assert.Throws<ArgumentException>(() => EffectBootstrap.CohenDav(
        Column([1, 2]), Column([1, 2, 3]), ResampledUnit.Cases, Plan, TestContext.Current.CancellationToken));

    private static void Agrees(BootstrapSummary replicates, double standardError, double low, double high, double bcaLow, double bcaHigh)
    {
        IsClose(standardError, replicates.StandardError.Value);
        IsClose(low, replicates.Percentile?.Low);
        IsClose(high, replicates.Percentile?.High);
        IsClose(bcaLow, replicates.Bca?.Ends?.Low);
        IsClose(bcaHigh, replicates.Bca?.Ends?.High);
    }

    private static void IsClose(double expected, double? actual) => Assert.Equal(expected, actual.GetValueOrDefault(double.NaN), 1e-10);

    private static RatingMatrix Column(IReadOnlyList<double?> values) => RatingMatrix.FromRows([.. values.Select(value => new[] { value })]);

    private static RatingMatrix Transposed(RatingMatrix matrix) => RatingMatrix.FromRows([.. Enumerable.Range(0, matrix.Columns).Select(column =>
        Enumerable.Range(0, matrix.Rows).Select(row => matrix[row, column]).ToList())]);
}
