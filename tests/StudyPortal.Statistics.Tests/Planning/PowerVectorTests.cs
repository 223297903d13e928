using System.Text.Json;
using StudyPortal.Statistics.Planning;
using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Planning;

public sealed class PowerVectorTests
{
    [Fact]
    public void Pairs_for_a_paired_t_test_are_those_of_pwr()
    {
        using var oracle = Oracle.Read("power__paired_t");
        var (effect, alpha, target) = (Number(oracle, "effect_size_dz"), Number(oracle, "alpha"), Number(oracle, "target_power"));

        var needed = PairedTPower.PairsFor(target, effect, alpha);

        oracle.Agrees("n_continuous", needed.Exact);
        oracle.Agrees("n_required", needed.Required);
        oracle.Agrees("power_at_n_required", PairedTPower.Of(effect, (int)needed.Required!.Value, alpha));
        oracle.Agrees("power_at_n_given", PairedTPower.Of(effect, (int)Number(oracle, "n_given"), alpha));
        oracle.Agrees("n_required_wilcoxon_are", PairedTPower.WilcoxonPairsFor(target, effect, alpha).Required);
        oracle.HasNothingLeft();
    }

    [Theory]
    [InlineData("power__degenerate_bad_input")]
    [InlineData("power__degenerate_zero_effect")]
    public void Numbers_that_cannot_be_planned_with_give_a_reason(string name)
    {
        using var oracle = Oracle.Read(name);
        var (effect, alpha) = (Number(oracle, "effect_size_dz"), Number(oracle, "alpha"));

        oracle.Agrees("power_at_n_given", PairedTPower.Of(effect, (int)Number(oracle, "n_given"), alpha));
        oracle.Agrees("n_required", PairedTPower.PairsFor(Number(oracle, "target_power"), effect, alpha).Exact);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Power_of_a_crossed_rating_study_is_that_of_the_noncentral_t()
    {
        using var oracle = Oracle.Read("power__crossed_ratings");

        var power = CrossedRatingPower.Of(
            Number(oracle, "difference"),
            Number(oracle, "residual_sd"),
            (int)Number(oracle, "cases"),
            (int)Number(oracle, "readers"),
            (int)Number(oracle, "models"),
            Number(oracle, "alpha"));

        oracle.Agrees("standard_error", power.StandardError);
        oracle.Agrees("df", power.Df);
        oracle.Agrees("ncp", power.Noncentrality);
        oracle.Agrees("power", power.Power);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Cases_for_one_area_are_those_of_pROC()
    {
        using var oracle = Oracle.Read("power__one_auc");
        var (area, ratio, alpha) = (Number(oracle, "auc"), Number(oracle, "negatives_per_positive"), Number(oracle, "alpha"));

        var positives = OneAreaPower.PositivesFor(Number(oracle, "target_power"), area, ratio, alpha);

        oracle.Agrees("n_positive_continuous", positives.Exact);
        oracle.Agrees("n_negative_continuous", positives.Exact.Select(exact => exact * ratio));
        oracle.Agrees("n_positive", positives.Required);
        oracle.Agrees("n_negative", new SampleSize(positives.Exact.Select(exact => exact * ratio)).Required);
        oracle.Agrees("power_at_given", OneAreaPower.Of(area, Number(oracle, "n_positive_given"), ratio, alpha));
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Cases_for_two_binormal_curves_are_those_of_pROC()
    {
        using var oracle = Oracle.Read("power__two_auc_binormal");
        var variance = TwoAreaPower.Binormal(
            new BinormalCurve(Number(oracle, "A1"), Number(oracle, "B1")),
            new BinormalCurve(Number(oracle, "A2"), Number(oracle, "B2")),
            Number(oracle, "rn"),
            Number(oracle, "ra"),
            Number(oracle, "negatives_per_positive"),
            Number(oracle, "delta"));

        var positives = TwoAreaPower.PositivesFor(Number(oracle, "target_power"), variance, Number(oracle, "alpha"));

        oracle.Agrees("n_positive_continuous", positives.Exact);
        oracle.Agrees("n_negative_continuous", positives.Exact.Select(exact => exact * variance.NegativesPerPositive));
        oracle.Agrees("power_with_100_positives", TwoAreaPower.Of(variance, 100, Number(oracle, "alpha")));
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Cases_for_two_areas_of_a_pilot_are_those_of_pROC()
    {
        using var oracle = Oracle.Read("power__two_auc_pilot_aSAH");
        var (first, second) = RocSample.Paired(oracle.Truth(), oracle.Series("score_1"), oracle.Series("score_2"));
        var variance = TwoAreaPower.Pilot(first, second)!;

        var positives = TwoAreaPower.PositivesFor(Number(oracle, "target_power"), variance, Number(oracle, "alpha"));

        oracle.Agrees("difference", variance.Effect);
        oracle.Agrees("n_positive_continuous", positives.Exact);
        oracle.Agrees("n_negative_continuous", positives.Exact.Select(exact => exact * variance.NegativesPerPositive));
        oracle.Agrees("power_of_pilot_size", TwoAreaPower.Of(variance, first.Positives.Count, Number(oracle, "alpha")));
        oracle.HasNothingLeft();
    }

    [Theory]
    [InlineData("power__mrmc_imrmc_example")]
    [InlineData("power__mrmc_penedo_12")]
    public void Power_of_a_reader_study_is_that_of_RJafroc(string name)
    {
        using var oracle = Oracle.Read(name);
        var pilot = Pilot(oracle.Input.GetProperty("pilot"));
        var pseudovalues = Pseudovalues(oracle.Input.GetProperty("pilot_dbm"));
        var (readers, cases) = ((int)Number(oracle, "readers"), (int)Number(oracle, "cases"));
        var (effect, alpha) = (Number(oracle, "effect_size"), Number(oracle, "alpha"));

        var random = MrmcPower.Of(pilot, MrmcInference.RandomReadersRandomCases, readers, cases, effect, alpha);
        oracle.Agrees("random_readers_random_cases.power", random.Power);
        oracle.Agrees("random_readers_random_cases.ncp", random.Noncentrality);
        oracle.Agrees("random_readers_random_cases.df2", random.Df2);
        oracle.Agrees("random_readers_random_cases.f_critical", random.Critical);
        oracle.Agrees("fixed_readers_random_cases.power", MrmcPower.Of(pilot, MrmcInference.FixedReadersRandomCases, readers, cases, effect, alpha).Power);
        oracle.Agrees("random_readers_fixed_cases.power", MrmcPower.Of(pilot, MrmcInference.RandomReadersFixedCases, readers, cases, effect, alpha).Power);
        oracle.Agrees(
            "dbm_hillis_berbaum_2004.power", MrmcPower.Of(pseudovalues, MrmcInference.RandomReadersRandomCases, readers, cases, effect, alpha).Power);

        var (planned, target) = ((int)Number(oracle, "readers_for_sample_size"), Number(oracle, "target_power"));
        var needed = MrmcPower.CasesFor(target, pilot, MrmcInference.RandomReadersRandomCases, planned, effect, alpha);
        oracle.Agrees("cases_needed", needed.Exact);
        oracle.Agrees(
            "power_at_cases_needed",
            MrmcPower.Of(pilot, MrmcInference.RandomReadersRandomCases, planned, (int)needed.Required!.Value, effect, alpha).Power);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Cases_for_a_width_are_those_of_the_published_formulas()
    {
        using var oracle = Oracle.Read("power__precision");
        var confidence = Number(oracle, "confidence");

        var area = AreaPrecision.Of(Number(oracle, "auc"), Number(oracle, "auc_ci_width"), Number(oracle, "negatives_per_positive"), confidence);
        oracle.Agrees("auc.n_positive", area.Positives);
        oracle.Agrees("auc.n_negative", area.Negatives);
        oracle.Agrees("auc.se_hanley_mcneil", area.StandardError);

        var intraclass = AgreementPrecision.IntraclassCases(
            Number(oracle, "icc"), (int)Number(oracle, "readers"), Number(oracle, "icc_ci_width"), confidence);
        oracle.Agrees("icc_bonett.n_cases_continuous", intraclass.Exact);
        oracle.Agrees("icc_bonett.n_cases", intraclass.Required);

        var (kappa, first, second) = (Number(oracle, "kappa"), Number(oracle, "prevalence_reader_1"), Number(oracle, "prevalence_reader_2"));
        var ofKappa = AgreementPrecision.KappaCases(kappa, first, second, Number(oracle, "kappa_ci_width"), confidence);
        oracle.Agrees("kappa_binary.variance_times_n", AgreementPrecision.KappaVariance(kappa, first, second));
        oracle.Agrees("kappa_binary.n_cases_continuous", ofKappa.Exact);
        oracle.Agrees("kappa_binary.n_cases", ofKappa.Required);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Every_vector_of_power_is_read_by_a_test() =>
        Assert.Equal(
            [
                "power__crossed_ratings", "power__degenerate_bad_input", "power__degenerate_zero_effect", "power__mrmc_imrmc_example",
                "power__mrmc_penedo_12", "power__one_auc", "power__paired_t", "power__precision", "power__two_auc_binormal",
                "power__two_auc_pilot_aSAH",
            ],
            Oracle.Family("power").Select(row => row.Data));

    private static double Number(Oracle oracle, string name) => oracle.Input.GetProperty(name).GetDouble();

    private static MrmcPilot Pilot(JsonElement pilot)
    {
        double Of(string name) => pilot.GetProperty(name).GetDouble();
        return new MrmcPilot((int)Of("cases"), Of("var_treatment_reader"), Of("var_error"), Of("cov1"), Of("cov2"), Of("cov3"));
    }

    private static PseudovaluePilot Pseudovalues(JsonElement pilot)
    {
        double Of(string name) => pilot.GetProperty(name).GetDouble();
        return new PseudovaluePilot(Of("var_treatment_reader"), Of("var_treatment_case"), Of("var_error"));
    }
}
