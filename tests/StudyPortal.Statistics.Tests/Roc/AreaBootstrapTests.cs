using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class AreaBootstrapTests
{
    private const string MonteCarlo = "auc_bootstrap__monte_carlo";

    public static TheoryData<string> Vectors =>
        [.. Oracle.Family("auc_bootstrap").Select(row => row.Data).Where(name => name != MonteCarlo)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Replicates_over_given_draws_equal_those_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var positives = Oracle.Indices(oracle.Input.GetProperty("positive_indices_zero_based"));
        var negatives = Oracle.Indices(oracle.Input.GetProperty("negative_indices_zero_based"));
        var markers = Samples(oracle)
            .Select(marker => (
                marker.Name,
                Areas: positives.Zip(negatives, (drawn, others) => (double?)marker.Bootstrap.Resample(drawn, others)).ToList()))
            .ToList();

        foreach (var (marker, areas) in markers)
            AgreesOnReplicates(oracle, "markers." + marker, areas);

        var differences = markers[0].Areas.Zip(markers[1].Areas, (first, second) => first - second).ToList();
        AgreesOnReplicates(oracle, "difference_first_minus_second", differences);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Seeded_replicates_land_where_ten_thousand_of_pROC_land()
    {
        using var oracle = Oracle.Read(MonteCarlo);
        var plan = new BootstrapPlan(10_000, seed: 11);
        var token = TestContext.Current.CancellationToken;
        var markers = Samples(oracle).ToList();
        foreach (var (marker, bootstrap) in markers)
        {
            var areas = bootstrap.Area(plan, token);
            oracle.Agrees($"markers.{marker}.median", areas.Median);
            oracle.Agrees($"markers.{marker}", areas.Percentile);
        }

        var difference = markers[0].Bootstrap.Difference(markers[1].Bootstrap, plan, token);
        oracle.Agrees("paired_difference_bootstrap.d", difference.Mean.Value / difference.StandardError.Value);
        oracle.HasNothingLeft("paired_difference_bootstrap.p_value");
    }

    [Fact]
    public void A_single_class_cannot_be_resampled() => Assert.Throws<ArgumentException>(() => new AreaBootstrap(new RocSample([1], [])));

    private static IEnumerable<(string Name, AreaBootstrap Bootstrap)> Samples(Oracle oracle) =>
        oracle.Scores().Select(scores => (scores.Name, new AreaBootstrap(RocSample.From(oracle.Truth(), scores.Values))));

    private static void AgreesOnReplicates(Oracle oracle, string at, IReadOnlyCollection<double?> replicates)
    {
        foreach (var (index, replicate) in replicates.Take(5).Index())
            oracle.Agrees($"{at}.first_five_replicates[{index}]", replicate);

        var summary = BootstrapSummary.Of(replicates, 0.95);
        oracle.Agrees(at + ".mean", summary.Mean);
        oracle.Agrees(at + ".se", summary.StandardError);
        oracle.Agrees(at, summary.Percentile);
    }
}
