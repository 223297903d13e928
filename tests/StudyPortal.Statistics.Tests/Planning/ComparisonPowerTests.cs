using MathNet.Numerics.Distributions;
using StudyPortal.Statistics.Planning;

namespace StudyPortal.Statistics.Tests.Planning;

public sealed class ComparisonPowerTests
{
    /// <summary>Both tails of the noncentral t with 19 degrees of freedom and noncentrality 0.5 sqrt(20), integrated over the chi distribution in 200,000 steps: 0.56450442.</summary>
    [Fact]
    public void Without_variation_of_the_cases_it_is_the_paired_t_test_over_readers()
    {
        // 20 readers whose differences have variance 1: 2 * ReaderByArm + 2 * Residual / cases.
        var power = ComparisonPower.Of(new ArmVariance(ReaderByArm: 0.5, CaseByArm: 0, Residual: 0), readers: 20, cases: 7, difference: 0.5);

        Assert.Equal(19, power.Df, 10);
        Assert.Equal(0.56450442, power.Power, 1e-7);
    }

    [Fact]
    public void Without_a_difference_the_power_is_alpha_and_it_grows_with_everything_that_helps()
    {
        var variance = new ArmVariance(0.04, 0.2, 0.5);

        Assert.Equal(0.05, ComparisonPower.Of(variance, 6, 40, 0).Power, 1e-9);
        Assert.Equal(0.01, ComparisonPower.Of(variance, 6, 40, 0, alpha: 0.01).Power, 1e-9);
        var powers = new[] { (6, 40, 0.3), (6, 60, 0.3), (9, 60, 0.3), (9, 60, 0.5) }.Select(p => ComparisonPower.Of(variance, p.Item1, p.Item2, p.Item3).Power).ToList();
        Assert.Equal(powers.Order(), powers);
        Assert.Equal(ComparisonPower.Of(variance, 6, 40, 0.3), ComparisonPower.Of(variance, 6, 40, -0.3));
        Assert.Equal(1, ComparisonPower.Of(variance, 12, 200, 5).Power, 1e-9);
        Assert.Equal(1, ComparisonPower.Of(variance, 12, 200, 500).Power, 1e-9);
    }

    [Fact]
    public void The_cases_for_a_power_are_the_fewest_that_reach_it()
    {
        var variance = new ArmVariance(0.02, 0.3, 0.6);

        var cases = ComparisonPower.CasesFor(0.8, variance, readers: 6, difference: 0.3)!.Value;

        Assert.True(ComparisonPower.Of(variance, 6, cases, 0.3).Power >= 0.8);
        Assert.True(ComparisonPower.Of(variance, 6, cases - 1, 0.3).Power < 0.8);
        Assert.Null(ComparisonPower.CasesFor(0.8, new ArmVariance(0.5, 0.3, 0.6), readers: 2, difference: 0.3));
    }

    [Theory]
    [InlineData(6, 40, 0.02, 0.15, 0.6, 0.30)]
    [InlineData(4, 60, 0.05, 0.10, 0.5, 0.50)]
    [InlineData(8, 24, 0.01, 0.40, 0.8, 0.45)]
    [InlineData(5, 100, 0.00, 0.20, 1.0, 0.20)]
    [InlineData(12, 30, 0.10, 0.00, 0.4, 0.35)]
    public void The_predicted_power_is_that_of_simulated_studies(int readers, int cases, double readerByArm, double caseByArm, double residual, double difference)
    {
        const int studies = 2000;
        var variance = new ArmVariance(readerByArm, caseByArm, residual);
        var random = new Random(20261101);

        var found = Enumerable.Range(0, studies).Count(_ => IsFound(SimulatedStudy.Draw(random, readers, cases, arms: 2, variance, difference)));

        Assert.Equal(ComparisonPower.Of(variance, readers, cases, difference).Power, found / (double)studies, 0.03);
    }

    [Fact]
    public void The_components_of_simulated_pilots_are_right_on_average()
    {
        var truth = new ArmVariance(0.1, 0.3, 0.5);
        var random = new Random(7);
        var pilots = Enumerable.Range(0, 400).Select(_ => CrossedRatings.Of(SimulatedStudy.Draw(random, 6, 12, arms: 3, truth, difference: 1))).ToList();

        // Before negative estimates become 0 the moments are unbiased.
        Assert.Equal(truth.Residual, pilots.Average(p => p.Residual), 0.02);
        Assert.Equal(truth.ReaderByArm, pilots.Average(p => (p.ReaderByArm - p.Residual) / p.Cases), 0.02);
        Assert.Equal(truth.CaseByArm, pilots.Average(p => (p.CaseByArm - p.Residual) / p.Readers), 0.02);
    }

    /// <summary>
    /// By hand: reader x arm means [1 4; 2 3], case x arm means [1.5 2.5; 1.5 4.5], grand mean 2.5; the interactions are +-0.5, +-0.5 and +-0.5.
    /// </summary>
    [Fact]
    public void Mean_squares_of_a_small_table_are_those_computed_by_hand()
    {
        var ratings = new double[2, 2, 2] { { { 1, 2 }, { 1, 6 } }, { { 2, 3 }, { 2, 3 } } };

        var squares = CrossedRatings.Of(ratings);

        Assert.Equal((2, 2, 2), (squares.Readers, squares.Cases, squares.Arms));
        Assert.Equal(2 * 4 * 0.25, squares.ReaderByArm, 12);
        Assert.Equal(2 * 4 * 0.25, squares.CaseByArm, 12);
        Assert.Equal(8 * 0.25, squares.Residual, 12);
    }

    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(3, 1, 2)]
    [InlineData(3, 3, 1)]
    public void Fewer_than_two_of_anything_are_refused(int readers, int cases, int arms) =>
        Assert.Throws<ArgumentException>(() => CrossedRatings.Of(new double[readers, cases, arms]));

    /// <summary>The planned test, on the differences of a study.</summary>
    private static bool IsFound(double[,,] ratings)
    {
        var squares = CrossedRatings.Of(ratings);
        var differences = 0.0;
        for (var reader = 0; reader < squares.Readers; reader++)
            for (var shown = 0; shown < squares.Cases; shown++)
                differences += ratings[reader, shown, 0] - ratings[reader, shown, 1];
        // With two arms each mean square of the differences is twice that of the ratings.
        var (msr, msc, mse) = (2 * squares.ReaderByArm, 2 * squares.CaseByArm, 2 * squares.Residual);
        var (readers, cases) = (squares.Readers, squares.Cases);
        var variance = msr + Math.Max(0, msc - mse);
        var spread = msr * msr / (readers - 1) + (msc > mse ? msc * msc / (cases - 1) + mse * mse / ((readers - 1) * (cases - 1)) : 0);
        var t = differences / Math.Sqrt(variance * readers * cases);
        return 2 * StudentT.CDF(0, 1, variance * variance / spread, -Math.Abs(t)) < 0.05;
    }
}
