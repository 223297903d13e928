using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Resampling;

public sealed class ClusterBootstrapTests
{
    private const string ExactVariance = "cluster_bootstrap__exact_variance";

    public static TheoryData<string> Vectors =>
        [.. Oracle.Family("cluster_bootstrap").Select(row => row.Data).Where(name => name != ExactVariance)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Replicates_over_given_draws_equal_those_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var (first, second) = (CasesByReaders(oracle, "model_1"), CasesByReaders(oracle, "model_2"));
        int[] allCases = [.. Enumerable.Range(0, first.Rows)];
        int[] allReaders = [.. Enumerable.Range(0, first.Columns)];
        var cases = Oracle.Indices(oracle.Input.GetProperty("case_indices_zero_based"));
        var readers = Oracle.Indices(oracle.Input.GetProperty("reader_indices_zero_based"));
        double? Difference(int[] drawnCases, int[] drawnReaders) =>
            ClusterBootstrap.MeanOf(first, drawnCases, drawnReaders) - ClusterBootstrap.MeanOf(second, drawnCases, drawnReaders);

        oracle.Agrees("estimate", Difference(allCases, allReaders));
        AgreesOnReplicates(oracle, "cases", [.. cases.Select(drawn => Difference(drawn, allReaders))]);
        AgreesOnReplicates(oracle, "readers", [.. readers.Select(drawn => Difference(allCases, drawn))]);
        AgreesOnReplicates(oracle, "cases_and_readers", [.. cases.Zip(readers, Difference)]);
        oracle.HasNothingLeft();
    }

    [Theory]
    [InlineData(ResampledUnit.Cases, "exact_bootstrap_se_cases")]
    [InlineData(ResampledUnit.Readers, "exact_bootstrap_se_readers")]
    [InlineData(ResampledUnit.CasesAndReaders, "exact_bootstrap_se_cases_and_readers")]
    public void Seeded_replicates_approach_the_closed_form_of_the_standard_error(ResampledUnit unit, string exact)
    {
        using var oracle = Oracle.Read(ExactVariance);
        var expected = oracle.Expected.GetProperty(exact).GetDouble();
        var (estimate, replicates) = ClusterBootstrap.Difference(
            CasesByReaders(oracle, "model_1"),
            CasesByReaders(oracle, "model_2"),
            unit,
            new BootstrapPlan(20_000, seed: 5),
            TestContext.Current.CancellationToken);

        oracle.Agrees("estimate", estimate);
        Assert.Equal(expected, replicates.StandardError.Value.GetValueOrDefault(), expected * 0.02);
        if (unit == ResampledUnit.CasesAndReaders) oracle.Agrees("mc_check", estimate.Interval);
    }

    [Fact]
    public void Arms_of_different_sizes_are_refused()
    {
        var plan = new BootstrapPlan(10, seed: 1);

        Assert.Throws<ArgumentException>(() => ClusterBootstrap.Difference(
            RatingMatrix.FromRows([[1, 2]]), RatingMatrix.FromRows([[1], [2]]), ResampledUnit.Cases, plan, TestContext.Current.CancellationToken));
    }

    private static void AgreesOnReplicates(Oracle oracle, string at, IReadOnlyCollection<double?> replicates)
    {
        foreach (var (index, replicate) in replicates.Take(5).Index())
            oracle.Agrees($"{at}.first_five_replicates[{index}]", replicate);

        var summary = BootstrapSummary.Of(replicates, 0.95);
        oracle.Agrees(at + ".mean", summary.Mean);
        oracle.Agrees(at + ".se", summary.StandardError);
        oracle.Agrees(at, summary.Percentile);
    }

    private static RatingMatrix CasesByReaders(Oracle oracle, string name)
    {
        var readersByCases = oracle.Matrix(name);
        return RatingMatrix.FromRows([.. Enumerable.Range(0, readersByCases.Columns).Select(column =>
            Enumerable.Range(0, readersByCases.Rows).Select(row => readersByCases[row, column]).ToList())]);
    }
}
