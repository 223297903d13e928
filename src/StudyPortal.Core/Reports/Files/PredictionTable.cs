using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Files;

/// <summary>Every prediction of the arms' models, one row each: on the study's data set, which the areas are computed from, and on others.</summary>
internal static class PredictionTable
{
    public static Table Of(AnalysisSet set)
    {
        var models = set.Arms.ToDictionary(arm => arm.Ordinal, arm => arm.Model);
        return new TableOf<(EvaluationFacts By, PredictionFacts On)>("predictions")
            .Whole("case", p => p.On.Case)
            .Text("label", p => p.On.Label)
            .YesNo("truth", p => p.On.Truth)
            .Whole("arm", p => p.By.Arm)
            .Text("model", p => models[p.By.Arm])
            .Word("branch", p => (NormBranch?)p.By.Branch)
            .Number("epsilon", p => p.By.Epsilon)
            .Whole("steps", p => p.By.Steps)
            .Word("attack_branch", p => (NormBranch?)p.By.AttackBranch)
            .Number("logit", p => p.On.Logit)
            .Number("probability", p => 1 / (1 + Math.Exp(-p.On.Logit)))
            .Text("data_set", p => p.By.Dataset)
            .Text("label_map", p => p.By.LabelMap)
            .With(set.Evaluations.SelectMany(evaluation => evaluation.Predictions.Select(prediction => (evaluation, prediction))));
    }
}
