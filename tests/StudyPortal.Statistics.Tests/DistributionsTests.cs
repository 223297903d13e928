namespace StudyPortal.Statistics.Tests;

/// <summary>Numbers of scipy 1.10.1, and of mpmath with 40 digits where scipy is not exact.</summary>
public sealed class DistributionsTests
{
    [Theory]
    [InlineData(3.7, 2, 7.5, 0.076213381495174232)]
    [InlineData(300, 1, 50, 9.0141475429813126e-23)]
    [InlineData(4, 1, 1e3, 0.04577034649323379)]
    [InlineData(1.02, 1e4, 1e4, 0.16106298252238202)]
    [InlineData(4, 1, 1e5, 0.04550296345908109)]
    [InlineData(4, 1, 1e7, 0.045500290891842953)]
    [InlineData(4, 1, 1e9, 0.045500264166313247)]
    [InlineData(4, 1, double.PositiveInfinity, 0.04550026389635857)]
    public void F_tails_hold_for_few_and_for_many_degrees_of_freedom(double f, double df1, double df2, double expected) =>
        Near(expected, Distributions.FUpper(f, df1, df2), 1e-8);

    [Fact]
    public void Quantiles_equal_those_of_scipy()
    {
        Near(9.4877290367811568, Distributions.ChiSquareUpperQuantile(0.05, 4));
        Near(23.928126976934829, Distributions.ChiSquareUpperQuantile(1e-6, 1));
        Near(0.02429758581569275, Distributions.ChiSquareUpperQuantile(0.999, 3));
        Near(2.3646242515927853, Distributions.StudentUpperQuantile(0.025, 7));
        Near(13.822193110865965, Distributions.StudentUpperQuantile(0.001, 2.5));
        Near(-1.533206273713144, Distributions.StudentUpperQuantile(0.9, 4), 1e-8);
        Near(1.2815515655446004, Distributions.NormalUpperQuantile(0.1));
        Near(5.9978070150076869, Distributions.NormalUpperQuantile(1e-9));
        Near(-0.8416212335729143, Distributions.NormalUpperQuantile(0.8));
    }

    [Fact]
    public void Beta_quantiles_equal_those_of_scipy_for_small_and_large_counts()
    {
        Near(0.6524528500599973, Distributions.BetaUpperQuantile(0.025, 4, 7));
        Near(0.06673951117773447, Distributions.BetaLowerQuantile(0.025, 3, 8));
        Near(1.1285959834841075e-06, Distributions.BetaLowerQuantile(0.025, 1, 22433));
        Near(0.40759867139667366, Distributions.BetaUpperQuantile(0.025, 9000, 13434));
        Near(0.40181824335197813, Distributions.BetaUpperQuantile(0.025, 900_000, 1_343_400));
    }

    [Fact]
    public void Binomial_tails_contain_the_count_itself()
    {
        Near(0.005908966064453125, Distributions.BinomialUpper(16, 20, 0.5));
        Near(0.020694732666015625, Distributions.BinomialLower(5, 20, 0.5));
        Near(5.5795445286259761e-10, Distributions.BinomialUpper(80, 100, 0.5));
        Near(3.296757799336221e-5, Distributions.BinomialUpper(5200, 10_000, 0.5));
        Near(0.8791261184, Distributions.BinomialLower(3, 10, 0.2));
        Assert.Equal((1, 0), (Distributions.BinomialUpper(0, 5, 0.5), Distributions.BinomialUpper(6, 5, 0.5)));
        Assert.Equal((1, 0), (Distributions.BinomialLower(5, 5, 0.5), Distributions.BinomialLower(-1, 5, 0.5)));
    }

    [Fact]
    public void Noncentral_t_tails_equal_those_of_scipy_on_both_sides()
    {
        Near(0.54840073930168885, NoncentralT.Upper(2.1, 19, 2.2));
        Near(2.4391262855415965e-5, NoncentralT.Lower(-2.1, 19, 2.2));
        Near(0.99997560873714458, NoncentralT.Upper(-2.1, 19, 2.2));
        Near(0.93319279873114193, NoncentralT.Upper(0, 5, 1.5));
        Near(0.0095510394679925614, NoncentralT.Upper(2.5, 5, -0.5));
        Near(Distributions.StudentUpper(1.7, 12), NoncentralT.Upper(1.7, 12, 0));
    }

    [Fact]
    public void Noncentral_F_tails_equal_those_of_scipy()
    {
        Near(0.78073892580599644, NoncentralF.Upper(4, 1, 12.5, 7.8));
        Near(0.06490547151887447, NoncentralF.Upper(3, 2, 30, 0));
        Near(0.99999969209841901, NoncentralF.Upper(2.5, 3, 40.7, 60));
        Near(NoncentralChiSquare.Upper(4, 1, 7.8), NoncentralF.Upper(4, 1, double.PositiveInfinity, 7.8));
        Assert.Equal(1, NoncentralF.Upper(0, 1, 10, 3));
    }

    [Fact]
    public void Noncentral_chi_square_tails_equal_those_of_scipy()
    {
        Near(0.80016109391140705, NoncentralChiSquare.Upper(3.84, 1, 7.85));
        Near(0.049747247417943647, NoncentralChiSquare.Upper(9.5, 4, 0));
        Near(0.014001016731061133, NoncentralChiSquare.Upper(100, 2, 60));
        Assert.Equal(1, NoncentralChiSquare.Upper(0, 1, 3));
    }

    private static void Near(double expected, double actual, double relative = 1e-9) =>
        Assert.Equal(expected, actual, Math.Abs(expected) * relative);
}
