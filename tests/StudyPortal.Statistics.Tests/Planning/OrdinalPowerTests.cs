using StudyPortal.Statistics.Planning;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Tests.Planning;

public sealed class OrdinalPowerTests
{
    private static readonly double?[] First = [4, 3, 5, 2, 4, 3, 4, 5, 1, 3, 4, 2, 3, 5, 4, null];
    private static readonly double?[] Second = [3, 3, 4, 2, 4, 2, 3, 5, 1, 4, 3, 2, 2, 4, 4, 3];

    [Fact]
    public void Power_grows_with_the_number_of_pairs_and_repeats_for_a_seed()
    {
        OrdinalPower Of(int pairs) => OrdinalPower.Of(First, Second, pairs, new BootstrapPlan(400, seed: 3), 0.05, TestContext.Current.CancellationToken);

        Assert.Equal(15, Of(20).PilotPairs);
        Assert.Equal(Of(20), Of(20));
        var powers = new[] { 8, 20, 40 }.Select(pairs => Of(pairs).Power.Value!.Value).ToList();
        Assert.Equal(powers.Order(), powers);
        Assert.True(powers[2] - powers[0] > 0.3);
    }

    /// <summary>
    /// Of five pairs all five have to point the same way for an exact p of 2 / 32; at alpha 0.07 that is the whole rejection region, and half
    /// of the pilot's differences point up, half down: power 2 / 2^5.
    /// </summary>
    [Fact]
    public void Power_of_five_pairs_is_the_probability_of_five_equal_signs()
    {
        var power = OrdinalPower.Of([1, 2], [2, 1], 5, new BootstrapPlan(20_000, seed: 11), 0.07, TestContext.Current.CancellationToken);

        Assert.Equal(1 / 16.0, power.Power.Value!.Value, 0.006);
        Assert.InRange(1 / 16.0, power.Power.Interval!.Low - 0.003, power.Power.Interval.High + 0.003);
    }

    [Fact]
    public void A_pilot_without_differences_finds_none()
    {
        var power = OrdinalPower.Of([1, 2, 3], [1, 2, 3], 10, new BootstrapPlan(50, seed: 1), 0.05, TestContext.Current.CancellationToken);

        Assert.Equal(0, power.Power.Value);
    }

    [Fact]
    public void A_pilot_of_one_pair_gives_a_reason()
    {
        var power = OrdinalPower.Of([1, null], [2, 3], 10, new BootstrapPlan(50, seed: 1), 0.05, TestContext.Current.CancellationToken);

        Assert.Contains("pilot", power.Power.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_plan_stops() => Assert.Throws<OperationCanceledException>(
        () => OrdinalPower.Of(First, Second, 10, new BootstrapPlan(1000, seed: 1), 0.05, new CancellationToken(canceled: true)));
}
