using MathNet.Numerics.Distributions;
using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class IntraReaderTests
{
    private static readonly double[] Scale = [0, 1, 2, 3, 4, 5];

    private static readonly RatingMatrix Steady = RatingMatrix.FromRows([[0, 0], [3, 3], [5, 4], [2, 2], [1, 3], [4, 4], [null, null], [2, null]]);

    private static readonly RatingMatrix Wavering =
        RatingMatrix.FromRows([[1, 3], [3, 0], [5, 2], [2, 2], [1, 4], [null, null], [null, null], [3, 3]]);

    [Fact]
    public void A_readers_coefficients_are_those_of_the_two_readings()
    {
        var reader = Of([Steady]).Readers.Single();

        double?[] first = [0, 3, 5, 2, 1, 4], repeat = [0, 3, 4, 2, 3, 4];
        Assert.Equal((0, 6), (reader.Reader, reader.Cases));
        Assert.Equal(4.0 / 6, reader.Exact.Value!.Value, 1e-14);
        Assert.Equal(5.0 / 6, reader.WithinOne.Value!.Value, 1e-14);
        Assert.Equal(CohenKappa.Of(first, repeat, Scale, AgreementWeights.None), reader.Kappa);
        Assert.Equal(CohenKappa.Of(first, repeat, Scale, AgreementWeights.Linear), reader.LinearKappa);
        Assert.Equal(CohenKappa.Of(first, repeat, Scale, AgreementWeights.Quadratic), reader.QuadraticKappa);
        Assert.Equal(BlandAltman.Of(first, repeat), reader.Differences);
        Assert.Equal(6, reader.Intraclass.Cases);
    }

    [Fact]
    public void The_pooled_coefficient_is_the_mean_over_readers()
    {
        var repeats = Of([Steady, Wavering]);
        double Mean(Func<ReaderRepeats, Estimate> coefficient) => repeats.Readers.Average(reader => coefficient(reader).Value!.Value);

        Assert.Equal(7, repeats.Cases);
        Assert.Equal(Mean(reader => reader.Exact), repeats.Exact.Value!.Value, 1e-14);
        Assert.Equal(Mean(reader => reader.WithinOne), repeats.WithinOne.Value!.Value, 1e-14);
        Assert.Equal(Mean(reader => reader.Kappa.Kappa), repeats.Kappa.Value!.Value, 1e-14);
        Assert.Equal(Mean(reader => reader.LinearKappa.Kappa), repeats.LinearKappa.Value!.Value, 1e-14);
        Assert.Equal(Mean(reader => reader.QuadraticKappa.Kappa), repeats.QuadraticKappa.Value!.Value, 1e-14);
        Assert.Equal(Mean(reader => reader.Intraclass.Forms[0].Correlation), repeats.OneWayIntraclass.Value!.Value, 1e-14);
        Assert.Equal(Mean(reader => reader.Intraclass.AgreementSingle.Correlation), repeats.AgreementIntraclass.Value!.Value, 1e-14);
    }

    [Fact]
    public void A_reader_without_repeats_leaves_the_mean_to_the_others()
    {
        var without = RatingMatrix.FromRows([[1, null], [3, null], [null, null], [null, 2], [1, null], [4, null], [1, null], [0, null]]);

        var (alone, beside) = (Of([Steady]), Of([Steady, without]));

        Assert.Equal(alone.Kappa, beside.Kappa);
        Assert.Equal("the readers have no case in common", beside.Readers[1].Kappa.Kappa.Reason);
    }

    [Fact]
    public void The_interval_of_exact_agreement_is_that_of_the_binomial_distribution_the_bootstrap_draws_from()
    {
        // 24 of 40 readings agree.
        var rows = Enumerable.Range(0, 40).Select(index => (IReadOnlyList<double?>)[index % 6, index < 24 ? index % 6 : (index + 2) % 6]).ToList();
        var binomial = new Binomial(0.6, 40);
        double Quantile(double probability) => Enumerable.Range(0, 41).First(count => binomial.CumulativeDistribution(count) >= probability) / 40.0;

        var exact = Of([RatingMatrix.FromRows(rows)], replicates: 20_000).Exact;

        Assert.Equal(Quantile(0.025), exact.Interval!.Low);
        Assert.Equal(Quantile(0.975), exact.Interval.High);
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals_and_another_gives_others()
    {
        Assert.Equal(Of([Steady, Wavering]).QuadraticKappa, Of([Steady, Wavering]).QuadraticKappa);
        Assert.NotEqual(Of([Steady, Wavering]).QuadraticKappa, Of([Steady, Wavering], seed: 8).QuadraticKappa);
    }

    [Fact]
    public void Readings_that_never_change_or_are_missing_leave_coefficients_undefined()
    {
        var constant = Of([RatingMatrix.FromRows([[3, 3], [3, 3], [3, 3]])]);
        var nothing = Of([RatingMatrix.FromRows([[3, null], [null, 3]])]);

        Assert.Equal(1, constant.Exact.Value);
        Assert.Equal("the coefficient is defined for no reader", constant.Kappa.Reason);
        Assert.Equal("the coefficient is defined for no reader", constant.AgreementIntraclass.Reason);
        Assert.Equal("no reader read a case twice", nothing.Exact.Reason);
        Assert.Equal("no reader read a case twice", Of([]).Kappa.Reason);
    }

    [Fact]
    public void Wrong_input_is_refused_with_its_place()
    {
        var columns = Assert.Throws<ArgumentException>(() => Of([RatingMatrix.FromRows([[1, 2, 3]])]));
        var rows = Assert.Throws<ArgumentException>(() => Of([Steady, RatingMatrix.FromRows([[1, 2]])]));
        var scale = Assert.Throws<ArgumentException>(() => Of([RatingMatrix.FromRows([[1, 1], [1, 7]])]));

        Assert.Contains("Reader 0 has 3 columns", columns.Message, StringComparison.Ordinal);
        Assert.Contains("Reader 1 has 1 cases: expected 8", rows.Message, StringComparison.Ordinal);
        Assert.Contains("Rating 1 of reader 0's repeats is 7", scale.Message, StringComparison.Ordinal);
    }

    private static IntraReader Of(IReadOnlyList<RatingMatrix> readings, int replicates = 200, int seed = 7) =>
        IntraReader.Of(readings, Scale, new BootstrapPlan(replicates, seed), TestContext.Current.CancellationToken);
}
