using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class KrippendorffAlphaTests
{
    private const string MonteCarlo = "krippendorff_alpha__bootstrap_monte_carlo";

    private static readonly (string Name, MeasurementLevel Level)[] Levels =
    [
        ("nominal", MeasurementLevel.Nominal), ("ordinal", MeasurementLevel.Ordinal),
        ("interval", MeasurementLevel.Interval), ("ratio", MeasurementLevel.Ratio),
    ];

    public static TheoryData<string> Vectors =>
        [.. Oracle.Family("krippendorff_alpha").Select(row => row.Data).Where(name => name != MonteCarlo)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Alpha_and_its_bootstrap_equal_the_published_definition(string name)
    {
        using var oracle = Oracle.Read(name);
        foreach (var (level, measurement) in Levels)
        {
            var alpha = new KrippendorffAlpha(oracle.Matrix("ratings"), measurement);
            AgreesOnAlpha(oracle, level + ".", alpha.Estimate());
            AgreesOnAlpha(oracle, string.Empty, alpha.Estimate());
            if (oracle.Input.TryGetProperty("bootstrap", out var bootstrap))
                AgreesOnReplicates(oracle, $"bootstrap.{level}", alpha, Oracle.Indices(bootstrap.GetProperty("indices_zero_based")));
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void The_seeded_bootstrap_lands_where_twenty_thousand_replicates_of_R_land()
    {
        using var oracle = Oracle.Read(MonteCarlo);
        foreach (var (level, measurement) in Levels)
        {
            var alpha = new KrippendorffAlpha(oracle.Matrix("ratings"), measurement);
            var (result, replicates) = alpha.Estimate(new BootstrapPlan(20_000, seed: 1), TestContext.Current.CancellationToken);

            oracle.Agrees($"{level}.sd", replicates.StandardError);
            oracle.Agrees(level, result.Alpha.Interval);
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void Levels_that_share_their_draws_have_the_intervals_that_each_has_alone()
    {
        using var oracle = Oracle.Read(MonteCarlo);
        var (ratings, plan) = (oracle.Matrix("ratings"), new BootstrapPlan(500, seed: 3));

        var together = KrippendorffAlpha.Estimates(ratings, [.. Levels.Select(level => level.Level)], plan, TestContext.Current.CancellationToken);

        Assert.Equal(
            Levels.Select(level => new KrippendorffAlpha(ratings, level.Level).Estimate(plan, TestContext.Current.CancellationToken).Result), together);
    }

    [Fact]
    public void A_ratio_scale_refuses_negative_ratings()
    {
        var ratings = RatingMatrix.FromRows([[-1, 2], [3, 3]]);

        Assert.Throws<ArgumentException>(() => new KrippendorffAlpha(ratings, MeasurementLevel.Ratio));
    }

    private static void AgreesOnAlpha(Oracle oracle, string at, AlphaResult result)
    {
        oracle.Agrees(at + "alpha", result.Alpha);
        oracle.Agrees(at + "d_observed", result.ObservedDisagreement);
        oracle.Agrees(at + "d_expected", result.ExpectedDisagreement);
        oracle.Agrees("n_units", result.Units);
        oracle.Agrees("n_pairable_values", result.PairableValues);
    }

    private static void AgreesOnReplicates(Oracle oracle, string at, KrippendorffAlpha alpha, int[][] draws)
    {
        var replicates = draws.Select(cases => alpha.Resample(cases).Alpha.Value).ToList();
        for (var index = 0; index < 5; index++)
            oracle.Agrees($"{at}.first_five_replicates[{index}]", replicates[index]);

        var summary = BootstrapSummary.Of(replicates, 0.95);
        oracle.Agrees(at + ".n_undefined", summary.Undefined);
        oracle.Agrees(at + ".mean", summary.Mean);
        oracle.Agrees(at + ".sd", summary.StandardError);
        oracle.Agrees(at, summary.Percentile);
    }
}
