using System.Text.Json;

namespace StudyPortal.Statistics.Tests;

public sealed class EstimateTests
{
    [Fact]
    public void NaN_is_refused_as_a_value() => Assert.Throws<ArgumentException>(() => Estimate.Of(double.NaN));

    [Fact]
    public void A_reversed_interval_is_refused() => Assert.Throws<ArgumentException>(() => new Interval(1, 0, 0.95));

    [Fact]
    public void An_undefined_estimate_keeps_its_reason_through_a_function()
    {
        var undefined = Estimate.Undefined("no cases");

        Assert.Same(undefined, undefined.Select(Math.Sqrt));
    }

    [Fact]
    public void Estimates_survive_being_stored_as_JSON()
    {
        Estimate[] estimates =
        [
            Estimate.Of(0.8, new Interval(0.7, 0.9, 0.95)), Estimate.WithoutInterval(1, "variance is 0"), Estimate.Undefined("no cases"),
        ];

        Assert.Equal(estimates, JsonSerializer.Deserialize<Estimate[]>(JsonSerializer.Serialize(estimates)));
    }

    [Fact]
    public void A_quotient_by_zero_is_undefined_and_says_why()
    {
        var quotient = Estimate.Ratio(1, 0, "nothing varies");

        Assert.False(quotient.IsDefined);
        Assert.Equal("nothing varies", quotient.Reason);
    }

    [Fact]
    public void A_matrix_refuses_NaN_for_missing_and_names_the_cell()
    {
        var refusal = Assert.Throws<ArgumentException>(() => RatingMatrix.FromRows([[1, 2], [3, double.NaN]]));

        Assert.Contains("[1, 1]", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_refuses_ragged_rows() => Assert.Throws<ArgumentException>(() => RatingMatrix.FromRows([[1, 2], [3]]));
}
