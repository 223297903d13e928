using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class RocBandTests
{
    private static readonly BootstrapPlan Plan = new(10_000, seed: 9);

    /// <summary>pROC 1.18.0, aSAH, s100b: coords(x, input = "specificity").</summary>
    [Fact]
    public void Sensitivities_at_a_specificity_equal_those_of_pROC()
    {
        var band = Of(Asah.S100b, [0, 0.123, 1, 0.97, 0.5, 0.9, 0.8], new BootstrapPlan(10, seed: 1));

        double[] expected = [1, 0.975609756097561, 0.292682926829268, 0.320975609756098, 0.774390243902439, 0.390243902439024, 0.634146341463415];
        Assert.Equal([0, 0.123, 1, 0.97, 0.5, 0.9, 0.8], band.Select(point => point.Specificity));
        Assert.All(band.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Sensitivity.Value!.Value, 1e-12));
    }

    /// <summary>pROC 1.18.0, ci.se(boot.n = 10000).</summary>
    [Theory]
    [InlineData(0.9, 0.219512195122, 0.390243902439, 0.634146341463)]
    [InlineData(0.8, 0.341463414634, 0.585365853659, 0.756097560976)]
    [InlineData(0.5, 0.593495934959, 0.770731707317, 0.902439024390)]
    public void Intervals_land_where_those_of_pROC_do(double specificity, double low, double median, double high)
    {
        var point = Of(Asah.S100b, [specificity], Plan)[0];

        // One case more or less in the tail moves an end by 1 / 41.
        Assert.Equal(low, point.Sensitivity.Interval!.Low, 0.0245);
        Assert.Equal(median, point.Median.Value!.Value, 0.0245);
        Assert.Equal(high, point.Sensitivity.Interval.High, 0.0245);
    }

    [Fact]
    public void Several_specificities_share_their_draws() =>
        Assert.Equal(Of(Asah.S100b, [0.8], Plan), Of(Asah.S100b, [0.9, 0.8, 0.7], Plan).Skip(1).Take(1));

    [Fact]
    public void One_class_has_no_band() => Assert.Empty(Of(new RocSample([1, 2], []), [0.5], Plan));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_specificity_that_cannot_be_is_refused(double specificity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(Asah.S100b, [0.5, specificity], Plan));

    private static IReadOnlyList<RocBandPoint> Of(RocSample sample, double[] specificities, BootstrapPlan plan) =>
        RocBand.Of(sample, specificities, plan, TestContext.Current.CancellationToken);
}
