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

        var difference = AreaBootstrap.Compare([markers[0].Bootstrap, markers[1].Bootstrap], plan, token).Differences[0];
        oracle.Agrees("paired_difference_bootstrap.d", difference.Statistic);
        oracle.Agrees("paired_difference_bootstrap.p_value", difference.PValue);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Models_compared_at_once_have_the_numbers_they_have_alone()
    {
        var plan = new BootstrapPlan(300, seed: 2);
        var token = TestContext.Current.CancellationToken;
        AreaBootstrap[] models = [new(Asah.S100b), new(Asah.Ndka), new(Asah.Wfns)];

        var together = AreaBootstrap.Compare(models, plan, token);

        Assert.Equal(models.Select(model => model.Area(plan, token)), together.Areas);
        Assert.Equal([(0, 1), (0, 2), (1, 2)], together.Differences.Select(pair => (pair.First, pair.Second)));
        Assert.Equal(models[0].Difference(models[2], plan, token), together.Differences[1].Replicates);
    }

    [Fact]
    public void Replicates_are_those_of_explicit_draws_from_the_same_seed()
    {
        var bootstrap = new AreaBootstrap(Asah.Wfns);
        var plan = new BootstrapPlan(50, seed: 6);
        var replicates = Enumerable.Range(0, 50).Select(replicate =>
        {
            var draws = new Draws(plan.Seed, replicate);
            return (double?)bootstrap.Resample(draws.Sample(41), draws.Sample(72));
        });

        var summary = bootstrap.Area(plan, TestContext.Current.CancellationToken);

        Assert.Equal(BootstrapSummary.Of([.. replicates], plan.Confidence), summary with { Bca = null });
    }

    [Fact]
    public void Leaving_out_a_case_gives_the_area_of_the_others()
    {
        var sample = new RocSample([3, 5, 5, 1], [1, 2, 5]);

        var left = Placements.Of(sample).AreasWithoutEach();

        Assert.Equal(
            Enumerable.Range(0, 4).Select(index => DeLong.Area(new RocSample([.. sample.Positives.Where((_, at) => at != index)], sample.Negatives)).Area.Value),
            left[0]);
        Assert.Equal(
            Enumerable.Range(0, 3).Select(index => DeLong.Area(new RocSample(sample.Positives, [.. sample.Negatives.Where((_, at) => at != index)])).Area.Value),
            left[1]);
        Assert.Equal([null], Placements.Of(new RocSample([1], [0, 2])).AreasWithoutEach()[0]);
    }

    [Fact]
    public void The_accelerated_interval_of_a_high_area_lies_below_the_percentile_interval()
    {
        var area = new AreaBootstrap(Asah.Wfns).Area(new BootstrapPlan(5_000, seed: 8), TestContext.Current.CancellationToken);

        Assert.True(area.Bca!.Acceleration.Value < 0);
        Assert.True(area.Bca.Ends!.Low < area.Percentile!.Low);
        Assert.True(area.Bca.Ends.High < area.Percentile.High);
    }

    [Fact]
    public void A_difference_that_never_varies_has_no_test()
    {
        var separated = new AreaBootstrap(new RocSample([2, 3], [0, 1]));
        var constant = new AreaBootstrap(new RocSample([1, 1], [1, 1]));

        var difference = AreaBootstrap.Compare([separated, constant], new BootstrapPlan(20, seed: 1), TestContext.Current.CancellationToken)
            .Differences[0];

        Assert.Equal(0.5, difference.Difference.Value);
        Assert.Contains("same in every replicate", difference.PValue.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_different_cases_are_refused() => Assert.Throws<ArgumentException>(() => AreaBootstrap.Compare(
        [new(new RocSample([1], [0])), new(new RocSample([1, 2], [0]))], new BootstrapPlan(10, seed: 1), TestContext.Current.CancellationToken));

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
