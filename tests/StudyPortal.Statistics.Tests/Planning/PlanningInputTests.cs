using StudyPortal.Statistics.Planning;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Tests.Planning;

public sealed class PlanningInputTests
{
    public static TheoryData<string, Estimate> Refused => new()
    {
        { "1e9", PairedTPower.PairsFor(0.8, 1e-6).Exact },
        { "pairs", PairedTPower.Of(0.5, 1) },
        { "finite", PairedTPower.Of(double.NaN, 20) },
        { "deviation", CrossedRatingPower.Of(0.3, 0, 40, 6, 3).Power },
        { "two arms", CrossedRatingPower.Of(0.3, 1, 40, 6, 1).Power },
        { "degrees of freedom", CrossedRatingPower.Of(0.3, 1, 1, 1, 2).Power },
        { "area", OneAreaPower.Of(1, 30) },
        { "negatives", OneAreaPower.Of(0.8, 30, negativesPerPositive: 0) },
        { "positive case", OneAreaPower.Of(0.8, 0) },
        { "zero effect", OneAreaPower.PositivesFor(0.8, 0.5).Exact },
        { "target power", TwoAreaPower.PositivesFor(0, new AreaVariance(0.1, 0.1, 0.1, 1)).Exact },
        { "variance", TwoAreaPower.Of(new AreaVariance(0.1, 0, 0.1, 1), 50) },
        { "width", AreaPrecision.Of(0.8, 0).StandardError },
        { "area", AreaPrecision.Of(0, 0.1).StandardError },
        { "readers", AgreementPrecision.IntraclassCases(0.7, 1, 0.2).Exact },
        { "width", AgreementPrecision.IntraclassCases(0.7, 3, 0).Exact },
        { "no table", AgreementPrecision.KappaCases(0.99, 0.1, 0.9, 0.2).Exact },
        { "prevalence", AgreementPrecision.KappaCases(0.5, 0, 0.4, 0.2).Exact },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Numbers_that_cannot_be_planned_with_are_undefined_because(string reason, Estimate estimate)
    {
        Assert.False(estimate.IsDefined);
        Assert.Contains(reason, estimate.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_readers_need_five_rho_cases_more_than_the_general_formula()
    {
        // 8 * 1.959964^2 * 0.3^2 * 1.7^2 / (2 * 0.2^2) + 1, by hand, and 5 * 0.7.
        Assert.Equal(99.91634 + 1 + 3.5, AgreementPrecision.IntraclassCases(0.7, 2, 0.2).Exact.Value!.Value, 1e-4);
    }

    [Fact]
    public void The_area_found_has_the_width_and_one_positive_fewer_has_not()
    {
        var found = AreaPrecision.Of(0.75, 0.08, negativesPerPositive: 1.5);

        Assert.True(2 * 1.959964 * found.StandardError.Value <= 0.08);
        var wider = AreaPrecision.Of(0.75, 2 * 1.959964 * found.StandardError.Value!.Value * 1.0001, negativesPerPositive: 1.5);
        Assert.InRange(wider.Positives!.Value, found.Positives!.Value - 1, found.Positives.Value);
    }

    [Fact]
    public void A_pilot_with_one_positive_plans_nothing() =>
        Assert.Null(TwoAreaPower.Pilot(new RocSample([1], [0, 2]), new RocSample([2], [0, 1])));

    /// <summary>The areas of the curves are Phi(2.6 / sqrt 2) and Phi(1.9 / sqrt 2).</summary>
    [Fact]
    public void Without_a_stated_difference_that_of_the_curves_is_planned_for()
    {
        var variance = TwoAreaPower.Binormal(new BinormalCurve(2.6, 1), new BinormalCurve(1.9, 1), 0.6, 0.6);

        Assert.Equal(0.96700 - 0.91044, variance.Effect, 2e-5);
    }

    [Fact]
    public void Power_that_the_test_has_without_any_case_needs_none()
    {
        var needed = PairedTPower.PairsFor(0.01, 0.5);

        Assert.Equal(2, needed.Required);
    }
}
