using StudyPortal.Statistics.Mrmc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Mrmc;

public sealed class MrmcEquivalenceTests
{
    public static TheoryData<string> Studies => ["mrmc_or__imrmc_example", "mrmc_or__penedo", "mrmc_or__ruschin"];

    /// <summary>Hillis, Obuchowski, Schartz &amp; Berbaum, Stat Med 2005;24:1579.</summary>
    [Theory]
    [MemberData(nameof(Studies))]
    public void The_F_of_pseudovalues_is_that_of_areas_with_jackknife_covariances(string name)
    {
        using var oracle = Oracle.Read(name);
        var sample = oracle.Sample();
        var (areas, pseudovalues) = (ObuchowskiRockette.Of(sample), DorfmanBerbaumMetz.Of(sample));
        var cases = sample.Positives + sample.Negatives;

        AreEqual(pseudovalues.RandomReadersRandomCases.Statistic, areas.RandomReadersRandomCases.Statistic);
        AreEqual(pseudovalues.RandomReadersFixedCases.Statistic, areas.RandomReadersFixedCases.Statistic);
        AreEqual(pseudovalues.MeanSquares.ArmsByReaders.Value, areas.MeanSquares.ArmsByReaders.Select(square => square * cases));
        Assert.Equal(areas.RandomReadersRandomCases.Df2!.Value, pseudovalues.RandomReadersRandomCases.Df2!.Value, 1e-6);
        AreEqual(
            pseudovalues.FixedReadersRandomCases.Statistic.Select(f => f * (sample.Arms - 1)), areas.FixedReadersRandomCases.Statistic);
    }

    /// <summary>
    /// With two arms the unbiased variance of their difference is 2 / readers times the denominator of F, where Cov2 is above Cov3 or both
    /// are 0 by design.
    /// </summary>
    [Theory]
    [InlineData("mrmc_or__imrmc_example")]
    [InlineData("mrmc_or_unequal__cases_in_readers")]
    [InlineData("mrmc_or_unequal__cases_in_arms")]
    public void The_one_shot_variance_is_that_of_areas_with_unbiased_covariances(string name)
    {
        using var oracle = Oracle.Read(name);
        var sample = oracle.Sample();

        var pair = Assert.Single(ObuchowskiRockette.Of(sample, ErrorCovariance.Unbiased).RandomReadersRandomCases.Pairs);
        var oneShot = Assert.Single(OneShot.Of(sample).Pairs);

        AreEqual(oneShot.Comparison.StandardError, pair.StandardError);
        Assert.Equal(oneShot.Comparison.Difference.Value!.Value, pair.Difference.Value!.Value, 1e-12);
    }

    [Fact]
    public void Arms_readers_cases_and_any_growing_change_of_the_scale_are_only_names()
    {
        using var oracle = Oracle.Read("mrmc_or__ruschin");
        var (cube, truth) = (oracle.Cube("ratings"), oracle.Truth("truth"));
        var other = new double?[cube.Arms, cube.Readers, cube.Cases];
        for (var arm = 0; arm < cube.Arms; arm++)
            for (var reader = 0; reader < cube.Readers; reader++)
                for (var @case = 0; @case < cube.Cases; @case++)
                    other[cube.Arms - 1 - arm, (reader + 3) % cube.Readers, cube.Cases - 1 - @case] = Math.Exp(cube[arm, reader, @case]!.Value);
        var renamed = new MrmcSample(new RatingCube(other), [.. truth.Reverse()]);

        AreEqual(
            ObuchowskiRockette.Of(renamed, ErrorCovariance.Unbiased).RandomReadersRandomCases.PValue,
            ObuchowskiRockette.Of(oracle.Sample(), ErrorCovariance.Unbiased).RandomReadersRandomCases.PValue);
        AreEqual(DorfmanBerbaumMetz.Of(renamed).Components.Case, DorfmanBerbaumMetz.Of(oracle.Sample()).Components.Case);
        AreEqual(OneShot.Of(renamed).Pairs[0].Variance, OneShot.Of(oracle.Sample()).Pairs[2].Variance);
    }

    [Fact]
    public void Not_worse_by_a_margin_uses_the_standard_error_and_the_degrees_of_freedom_of_the_pair()
    {
        using var oracle = Oracle.Read("mrmc_or__penedo");
        var pair = ObuchowskiRockette.Of(oracle.Sample(), confidence: 0.9).RandomReadersRandomCases.Pairs[0];

        var test = pair.TestNonInferiority(margin: 0.05, alpha: 0.05);

        Assert.Equal(pair.Difference.Interval!.Low, test.LowerBound.Value!.Value, 1e-12);
        Assert.Equal(pair.Df, test.Df);
        Assert.True(test.IsShown);
        Assert.False(pair.TestNonInferiority(margin: 0.001).IsShown);
    }

    private static void AreEqual(Estimate expected, Estimate actual) =>
        Assert.Equal(expected.Value!.Value, actual.Value!.Value, 1e-9 * Math.Abs(expected.Value!.Value));
}
