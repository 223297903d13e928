using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class SpearmanCorrelationTests
{
    private const double Tolerance = 1e-12;

    // Lightness of tuna and its quality (Hollander & Wolfe 1973, p. 187), the example of R's ?cor.test.
    private static readonly double?[] Lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
    private static readonly double?[] Quality = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];

    [Fact]
    public void The_tuna_of_Hollander_and_Wolfe_have_the_numbers_of_cor_test()
    {
        var result = SpearmanCorrelation.Of(Lightness, Quality);

        // R prints S = 48 for these, so that rho = 1 - 6 S / (n (n^2 - 1)).
        Assert.Equal(0.6, result.Rho.Value.GetValueOrDefault(), Tolerance);
        Assert.Equal(7, result.Df);

        // From scipy.stats.spearmanr 1.10.1, which takes the same t.
        Assert.Equal(0.0876228290414024, result.PValue.Value.GetValueOrDefault(), Tolerance);
    }

    [Fact]
    public void Tied_values_share_the_mean_of_their_ranks()
    {
        // Ranks 1.5 1.5 3 4 and 2 2 2 4 about their mean 2.5: products 4.0, squares 4.5 and 3.0.
        var result = SpearmanCorrelation.Of([1, 1, 2, 7], [5, 5, 5, 9]);

        Assert.Equal(3 / Math.Sqrt(4.5 * 3), result.Rho.Value.GetValueOrDefault(), Tolerance);
    }

    [Fact]
    public void A_pair_without_one_of_its_values_is_dropped()
    {
        var result = SpearmanCorrelation.Of([.. Lightness, null, 40], [.. Quality, 3, null]);

        Assert.Equal((9, 2), (result.Pairs, result.Dropped));
        Assert.Equal(0.6, result.Rho.Value.GetValueOrDefault(), Tolerance);
    }

    [Fact]
    public void The_interval_is_that_of_Bonett_and_Wright()
    {
        var half = 1.959963984540054 * Math.Sqrt(1.18 / 6);

        var interval = SpearmanCorrelation.Of(Lightness, Quality).Rho.Interval!;

        Assert.Equal(Math.Tanh(Math.Atanh(0.6) - half), interval.Low, Tolerance);
        Assert.Equal(Math.Tanh(Math.Atanh(0.6) + half), interval.High, Tolerance);
    }

    [Fact]
    public void A_perfect_correlation_is_exactly_one_and_has_no_interval()
    {
        var result = SpearmanCorrelation.Of([1, 2, 3, 4, 5, 6, 7], [1, 10, 100, 1000, 10000, 100000, 1000000]);

        Assert.Equal(1, result.Rho.Value);
        Assert.Equal("a perfect correlation has no interval", result.Rho.Reason);
        Assert.Equal(0, result.PValue.Value);
    }

    [Theory]
    [InlineData(new double[0], new double[0], "needs at least two pairs")]
    [InlineData(new double[] { 1 }, new double[] { 2 }, "needs at least two pairs")]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 4, 4, 4 }, "one side never varies")]
    public void Without_variation_there_is_a_reason(double[] first, double[] second, string reason)
    {
        double?[] x = [.. first], y = [.. second];

        Assert.Equal(reason, SpearmanCorrelation.Of(x, y).Rho.Reason);
        Assert.Equal(reason, SpearmanCorrelation.Clustered(x, y, [.. x.Index().Select(pair => pair.Index)], new BootstrapPlan(20, 1), TestContext.Current.CancellationToken).Rho.Reason);
    }

    [Fact]
    public void Drawing_whole_units_is_drawing_their_pairs_and_ranking_them_anew()
    {
        int[] units = [7, 7, 7, 2, 2, 2, 5, 5, 5];
        var (rho, replicates) = SpearmanCorrelation.Clustered(Lightness, Quality, units, new BootstrapPlan(50, 11), TestContext.Current.CancellationToken);

        var byHand = Enumerable.Range(0, 50).Select(replicate =>
        {
            int[] order = [2, 5, 7];
            var drawn = new Draws(11, replicate).Sample(3).SelectMany(unit => Enumerable.Range(0, 9).Where(pair => units[pair] == order[unit])).ToList();
            return SpearmanCorrelation.Of([.. drawn.Select(pair => Lightness[pair])], [.. drawn.Select(pair => Quality[pair])]).Rho.Value;
        }).ToList();
        Assert.Equal(0.6, rho.Value.GetValueOrDefault(), Tolerance);
        Assert.Equal(byHand.Average().GetValueOrDefault(), replicates.Mean.Value.GetValueOrDefault(), Tolerance);
        Assert.Equal(BootstrapSummary.Of(byHand, 0.95).Percentile!.Low, rho.Interval!.Low, Tolerance);
    }

    [Fact]
    public void NaN_is_refused() =>
        Assert.Contains("Pair 1 holds NaN", Assert.Throws<ArgumentException>(() => SpearmanCorrelation.Of([1, double.NaN], [1, 2])).Message, StringComparison.Ordinal);
}
