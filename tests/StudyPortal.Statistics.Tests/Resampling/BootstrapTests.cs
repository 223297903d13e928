using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Tests.Resampling;

public sealed class BootstrapTests
{
    private static readonly double[] Values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        var first = Run(new BootstrapPlan(500, seed: 7));

        Assert.Equal(first, Run(new BootstrapPlan(500, seed: 7)));
        Assert.NotEqual(first, Run(new BootstrapPlan(500, seed: 8)));
    }

    [Fact]
    public void The_standard_error_of_a_mean_is_its_closed_form()
    {
        var exact = Math.Sqrt(8.25 / Values.Length);

        var bootstrap = Run(new BootstrapPlan(20_000, seed: 3));

        Assert.Equal(exact, bootstrap.StandardError.Value.GetValueOrDefault(), exact * 0.02);
    }

    [Fact]
    public void Undefined_replicates_are_counted_and_left_out()
    {
        var summary = BootstrapSummary.Of([1, null, 3, null], 0.95);

        Assert.Equal(2, summary.Undefined);
        Assert.Equal(2, summary.Mean.Value);
    }

    [Fact]
    public void Nothing_but_undefined_replicates_gives_no_interval()
    {
        var summary = BootstrapSummary.Of([null, null], 0.95);

        Assert.Null(summary.Percentile);
        Assert.False(summary.Mean.IsDefined);
    }

    [Fact]
    public void It_stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Bootstrap.Run(new BootstrapPlan(10, 1), _ => 0, source.Token));
    }

    private static BootstrapSummary Run(BootstrapPlan plan) => Bootstrap.Run(
        plan,
        draws => draws.Sample(Values.Length).Average(index => Values[index]),
        TestContext.Current.CancellationToken);
}
