namespace StudyPortal.Core.Tests.Reports;

/// <summary>The mixed model of a report against lme4, lmerTest, pbkrtest and emmeans.</summary>
public sealed class ModelSectionTests
{
    [Theory]
    [InlineData("lmm__three_models_balanced")]
    [InlineData("lmm__three_models_missing")]
    public void Means_differences_and_tests_are_those_of_the_reference_programs(string name)
    {
        var vector = new ReferenceVector(name);
        var model = RatedTable.OfArms(vector.Input.GetProperty("ratings")).MixedModel!;

        vector.Agrees("variance_components.case", model.Variances.Case.Value, 1e-4);
        vector.Agrees("reml_criterion", model.RemlCriterion.Value, 1e-3);
        vector.Agrees("f_test_model.kenward_roger.f", model.KenwardRoger.F.Value, 1e-2);
        vector.Agrees("f_test_model.satterthwaite.df2", model.Satterthwaite.Df2, 0.1);
        vector.Agrees("ml.lrt_model.chi_square", model.LikelihoodRatio.ChiSquare.Value, 1e-3);
        foreach (var (index, mean) in model.Means.Index())
        {
            vector.Agrees($"marginal_means.{index}.estimate", mean.Mean.Value.Value, 1e-4);
            vector.Agrees($"marginal_means.{index}.ci_upper", mean.Mean.Value.High, 1e-3);
        }

        foreach (var (index, pair) in model.Differences.Index())
        {
            vector.Agrees($"pairwise_differences.{index}.estimate", pair.Difference.Value.Value, 1e-4);
            vector.Agrees($"pairwise_differences.{index}.t", pair.Difference.T.Value, 1e-3);
            vector.Agrees($"pairwise_differences.{index}.p_holm", pair.CorrectedPValue, 1e-4);
        }
    }

    [Fact]
    public void The_ordinal_check_has_the_same_sign_and_order_as_the_mixed_model()
    {
        var question = RatedTable.OfArms(new ReferenceVector("lmm__three_models_balanced").Input.GetProperty("ratings"));
        var (numbers, odds) = (question.MixedModel!, question.OrdinalModel!);

        Assert.Equal(540, odds.Observations);
        Assert.Equal(5, odds.Thresholds.Count);
        Assert.Equal(
            numbers.Differences.OrderBy(pair => pair.Difference.Value.Value).Select(pair => (pair.First, pair.Second)),
            odds.Differences.OrderBy(pair => pair.LogOdds.Value).Select(pair => (pair.First, pair.Second)));
        Assert.All(odds.Differences, pair => Assert.Equal(Math.Exp(pair.LogOdds.Value!.Value), pair.OddsRatio.Value!.Value, 1e-10));
        Assert.InRange(odds.LikelihoodRatio.PValue.Value!.Value, 0, 1e-6);
    }
}
