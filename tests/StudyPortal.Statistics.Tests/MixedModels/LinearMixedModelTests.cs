using StudyPortal.Statistics.MixedModels;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.MixedModels;

public sealed class LinearMixedModelTests
{
    private const string Penicillin = "lmm__penicillin";

    public static TheoryData<string> Vectors => [.. Oracle.Family("lmm").Select(row => row.Data).Where(name => name != Penicillin)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_number_equals_that_of_lme4_lmerTest_pbkrtest_and_emmeans(string name)
    {
        using var oracle = Oracle.Read(name);
        var model = LinearMixedModel.Of(oracle.Cube("ratings"));

        oracle.Agrees("n_obs", model.Observations);
        oracle.Agrees("n_readers", model.Readers);
        oracle.Agrees("n_cases", model.Cases);
        oracle.Holds("singular", model.Singular);
        oracle.Agrees("reml_criterion", model.RemlCriterion);
        AgreesOnComponents(oracle, "variance_components", model.Components);
        AgreesOnEffects(oracle, model);
        AgreesOnTests(oracle, model);
        AgreesOnMeans(oracle, model);
        AgreesOnDifferences(oracle, model);
        AgreesOnMaximumLikelihood(oracle, model.MaximumLikelihood);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Crossed_factors_other_than_readers_and_cases_are_fitted_as_lme4_fits_them()
    {
        using var oracle = Oracle.Read(Penicillin);
        string[] Names(string factor) => [.. oracle.Input.GetProperty(factor).EnumerateArray().Select(name => name.GetString()!)];

        var (plates, samples) = (Names("plate"), Names("sample"));
        string[] plateLevels = [.. plates.Distinct()], sampleLevels = [.. samples.Distinct()];
        var ratings = new double?[1, sampleLevels.Length, plateLevels.Length];
        foreach (var (index, diameter) in oracle.Series("diameter").Index())
            ratings[0, Array.IndexOf(sampleLevels, samples[index]), Array.IndexOf(plateLevels, plates[index])] = diameter;

        var model = LinearMixedModel.Of(new RatingCube(ratings));
        var maximumLikelihood = model.MaximumLikelihood;

        oracle.Agrees("intercept", model.Effects[0].Value);
        oracle.Agrees("intercept_se", model.Effects[0].Satterthwaite.StandardError);
        oracle.Agrees("sd_plate", model.Components.Case.Select(Math.Sqrt));
        oracle.Agrees("sd_sample", model.Components.Reader.Select(Math.Sqrt));
        oracle.Agrees("sd_residual", model.Components.Residual.Select(Math.Sqrt));
        oracle.Agrees("reml_criterion", model.RemlCriterion);
        oracle.Agrees("ml_log_likelihood", maximumLikelihood.LogLikelihood);
        oracle.Agrees("ml_sd_plate", maximumLikelihood.Components.Case.Select(Math.Sqrt));
        oracle.Agrees("ml_sd_sample", maximumLikelihood.Components.Reader.Select(Math.Sqrt));
        oracle.Agrees("ml_sd_residual", maximumLikelihood.Components.Residual.Select(Math.Sqrt));
        oracle.HasNothingLeft();
    }

    [Fact]
    public void The_degrees_of_freedom_of_a_singular_fit_are_those_its_vector_names_and_carry_a_remark()
    {
        using var oracle = Oracle.Read("lmm__singular_fit");
        var model = LinearMixedModel.Of(oracle.Cube("ratings"));

        Assert.Equal(0, model.Components.Reader.Value);
        Assert.Equal(253.0, model.Satterthwaite.Df2, 0.05);
        Assert.Equal(248.0, model.KenwardRoger.Df2, 0.05);
        Assert.Contains("singular fit", model.Remark, StringComparison.Ordinal);
    }

    private static void AgreesOnComponents(Oracle oracle, string path, VarianceComponents components)
    {
        oracle.Agrees(path + ".reader", components.Reader);
        oracle.Agrees(path + ".case", components.Case);
        oracle.Agrees(path + ".residual", components.Residual);
    }

    private static void AgreesOnEffects(Oracle oracle, LinearMixedModel model)
    {
        foreach (var (index, effect) in model.Effects.Index())
        {
            var path = $"fixed_effects[{index}].";
            oracle.IsNamed(path + "term", index == 0 ? "(Intercept)" : "model" + ArmName(oracle, index));
            oracle.Agrees(path + "estimate", effect.Value);
            oracle.Agrees(path + "se", effect.Satterthwaite.StandardError);
            oracle.Agrees(path + "t", effect.Satterthwaite.T);
            oracle.Agrees(path + "df_satterthwaite", effect.Satterthwaite.Df);
            oracle.Agrees(path + "p_satterthwaite", effect.Satterthwaite.PValue);
            oracle.Agrees(path + "se_kenward_roger", effect.KenwardRoger.StandardError);
            oracle.Agrees(path + "df_kenward_roger", effect.KenwardRoger.Df);
            oracle.Agrees(path + "p_kenward_roger", effect.KenwardRoger.PValue);
        }
    }

    private static void AgreesOnTests(Oracle oracle, LinearMixedModel model)
    {
        oracle.Agrees("f_test_model", model.Satterthwaite.F);
        oracle.Agrees("f_test_model", model.KenwardRoger.F);
        foreach (var (path, test) in new[] { ("satterthwaite", model.Satterthwaite), ("kenward_roger", model.KenwardRoger) })
        {
            oracle.Agrees($"f_test_model.{path}.f", test.F);
            oracle.Agrees($"f_test_model.{path}.df1", test.Df1);
            oracle.Agrees($"f_test_model.{path}.df2", test.Df2);
            oracle.Agrees($"f_test_model.{path}.p_value", test.PValue);
        }
    }

    private static void AgreesOnMeans(Oracle oracle, LinearMixedModel model)
    {
        foreach (var (arm, mean) in model.Means.Index())
        {
            var path = $"marginal_means[{arm}]";
            oracle.IsNamed(path + ".model", ArmName(oracle, arm));
            oracle.Agrees(path + ".estimate", mean.Value);
            oracle.Agrees(path + ".se", mean.Satterthwaite.StandardError);
            oracle.Agrees(path + ".df", mean.Satterthwaite.Df);
            oracle.Agrees(path, mean.Value.Interval);
        }
    }

    private static void AgreesOnDifferences(Oracle oracle, LinearMixedModel model)
    {
        foreach (var (index, pair) in model.Differences.Index())
        {
            var path = $"pairwise_differences[{index}]";
            oracle.IsNamed(path + ".contrast", $"{ArmName(oracle, pair.First)} - {ArmName(oracle, pair.Second)}");
            oracle.Agrees(path + ".estimate", pair.Difference.Value);
            oracle.Agrees(path + ".se", pair.Difference.Satterthwaite.StandardError);
            oracle.Agrees(path + ".df", pair.Difference.Satterthwaite.Df);
            oracle.Agrees(path + ".t", pair.Difference.Satterthwaite.T);
            oracle.Agrees(path + ".p_unadjusted", pair.Difference.Satterthwaite.PValue);
            oracle.Agrees(path + ".p_holm", pair.HolmPValue);
            oracle.Agrees(path, pair.Difference.Value.Interval);
        }
    }

    private static void AgreesOnMaximumLikelihood(Oracle oracle, MaximumLikelihoodFit fit)
    {
        oracle.Agrees("ml.log_likelihood", fit.LogLikelihood);
        oracle.Agrees("ml.aic", fit.Aic);
        oracle.Agrees("ml.bic", fit.Bic);
        AgreesOnComponents(oracle, "ml.variance_components", fit.Components);
        oracle.Agrees("ml.lrt_model.chi_square", fit.ArmTest.ChiSquare);
        oracle.Agrees("ml.lrt_model.df", fit.ArmTest.Df);
        oracle.Agrees("ml.lrt_model.p_value", fit.ArmTest.PValue);
    }

    private static string ArmName(Oracle oracle, int arm) => oracle.Input.GetProperty("models")[arm].GetString()!;
}
