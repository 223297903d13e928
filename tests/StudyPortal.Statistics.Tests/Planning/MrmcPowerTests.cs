using StudyPortal.Statistics.Mrmc;
using StudyPortal.Statistics.Planning;
using StudyPortal.Statistics.Tests.Mrmc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Planning;

public sealed class MrmcPowerTests
{
    private static readonly MrmcPilot Pilot = new(100, 0.0004, 0.003, 0.0018, 0.0017, 0.0012);

    [Fact]
    public void A_pilot_study_gives_the_components_that_RJafroc_plans_with()
    {
        using var oracle = Oracle.Read("power__mrmc_imrmc_example");
        using var study = Oracle.Read("mrmc_or__imrmc_example");
        var expected = oracle.Input.GetProperty("pilot");
        var pseudovalues = oracle.Input.GetProperty("pilot_dbm");

        var pilot = MrmcPilot.From(ObuchowskiRockette.Of(study.Sample()))!;
        var ofPseudovalues = PseudovaluePilot.From(DorfmanBerbaumMetz.Of(study.Sample()))!;

        Assert.Equal(80, pilot.Cases);
        Assert.Equal(expected.GetProperty("var_treatment_reader").GetDouble(), pilot.ArmByReader, 1e-12);
        Assert.Equal(expected.GetProperty("var_error").GetDouble(), pilot.Error, 1e-12);
        Assert.Equal(expected.GetProperty("cov1").GetDouble(), pilot.Cov1, 1e-12);
        Assert.Equal(expected.GetProperty("cov2").GetDouble(), pilot.Cov2, 1e-12);
        Assert.Equal(expected.GetProperty("cov3").GetDouble(), pilot.Cov3, 1e-12);
        Assert.Equal(pseudovalues.GetProperty("var_treatment_case").GetDouble(), ofPseudovalues.ArmByCase, 1e-10);
    }

    [Theory]
    [InlineData(MrmcInference.RandomReadersRandomCases)]
    [InlineData(MrmcInference.FixedReadersRandomCases)]
    [InlineData(MrmcInference.RandomReadersFixedCases)]
    public void The_cases_found_are_the_fewest_that_exceed_the_power(MrmcInference inference)
    {
        double Power(long cases) => MrmcPower.Of(Pilot, inference, 5, (int)cases, 0.06).Power.Value!.Value;

        var cases = MrmcPower.CasesFor(0.7, Pilot, inference, 5, 0.06).Required!.Value;

        Assert.True(Power(cases) > 0.7);
        Assert.True(Power(cases - 1) <= 0.7);
    }

    /// <summary>
    /// With two readers and hardly any interaction, F(1, 2) decides once cases are plenty: power rises, then falls. The fewest cases lie
    /// before the fall, where a bisection over all cases would not look.
    /// </summary>
    [Fact]
    public void Where_power_falls_again_the_fewest_cases_before_the_fall_are_found()
    {
        var pilot = new MrmcPilot(100, ArmByReader: 0.0001, Error: 0.002, Cov1: 0.0005, Cov2: 0.0014, Cov3: 0);
        double Power(int cases) => MrmcPower.Of(pilot, MrmcInference.RandomReadersRandomCases, 2, cases, 0.06).Power.Value!.Value;

        var cases = (int)MrmcPower.CasesFor(0.8, pilot, MrmcInference.RandomReadersRandomCases, 2, 0.06).Required!.Value;

        Assert.True(Power(100_000) < 0.4);
        Assert.True(Power(cases) > 0.8);
        Assert.All(Enumerable.Range(2, cases - 2), fewer => Assert.True(Power(fewer) <= 0.8));
    }

    [Fact]
    public void Without_a_difference_power_is_alpha_and_no_number_of_cases_is_enough()
    {
        Assert.Equal(0.05, MrmcPower.Of(Pilot, MrmcInference.RandomReadersRandomCases, 6, 100, 0).Power.Value);
        Assert.Null(MrmcPower.CasesFor(0.8, Pilot, MrmcInference.RandomReadersRandomCases, 6, 0).Required);
    }

    [Fact]
    public void Numbers_that_cannot_be_planned_with_give_a_reason()
    {
        const MrmcInference random = MrmcInference.RandomReadersRandomCases;

        Assert.Contains("readers", MrmcPower.Of(Pilot, random, 1, 100, 0.05).Power.Reason, StringComparison.Ordinal);
        Assert.Contains("cases", MrmcPower.Of(Pilot, random, 5, 1, 0.05).Power.Reason, StringComparison.Ordinal);
        Assert.Contains("alpha", MrmcPower.Of(Pilot, random, 5, 100, 0.05, alpha: 0).Power.Reason, StringComparison.Ordinal);
        Assert.Contains("power", MrmcPower.CasesFor(1, Pilot, random, 5, 0.05).Exact.Reason, StringComparison.Ordinal);
        Assert.Contains("variance", MrmcPower.Of(new MrmcPilot(100, 0, 0.001, 0.002, 0, 0), random, 5, 100, 0.05).Power.Reason, StringComparison.Ordinal);
        Assert.Contains("no number of cases", MrmcPower.CasesFor(0.9, Pilot, random, 2, 0.01).Exact.Reason, StringComparison.Ordinal);
        Assert.True(MrmcPower.Of(Pilot, MrmcInference.FixedReadersRandomCases, 1, 100, 0.05).Power.IsDefined);
    }

    [Fact]
    public void Pseudovalues_plan_the_same_study_as_the_areas_they_come_from()
    {
        using var study = Oracle.Read("mrmc_or__ruschin");
        var sample = study.Sample();
        var areas = MrmcPilot.From(ObuchowskiRockette.Of(sample))!;
        var pseudovalues = PseudovaluePilot.From(DorfmanBerbaumMetz.Of(sample))!;

        foreach (var inference in new[] { MrmcInference.RandomReadersRandomCases, MrmcInference.RandomReadersFixedCases })
        {
            Assert.Equal(
                MrmcPower.Of(areas, inference, 6, 150, 0.04).Power.Value!.Value,
                MrmcPower.Of(pseudovalues, inference, 6, 150, 0.04).Power.Value!.Value,
                1e-6);
        }
    }
}
