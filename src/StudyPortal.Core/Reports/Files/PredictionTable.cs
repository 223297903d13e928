using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Files;

/// <summary>Every prediction of the arms' models, one row each: on the study's data set, which the areas are computed from, and on others.</summary>
internal static class PredictionTable
{
    public static byte[] Write(AnalysisSet set)
    {
        using var csv = new CsvText("case", "label", "truth", "arm", "model", "branch", "epsilon", "steps", "attack_branch", "logit", "probability", "data_set", "label_map");
        foreach (var e in set.Evaluations)
        {
            var model = set.Arms.Single(arm => arm.Ordinal == e.Arm).Model;
            foreach (var p in e.Predictions)
                csv.Add(
                    p.Case, p.Label, p.Truth, e.Arm, model, e.Branch, e.Epsilon, e.Steps, e.AttackBranch, p.Logit, 1 / (1 + Math.Exp(-p.Logit)), e.Dataset, e.LabelMap);
        }

        return csv.ToBytes();
    }
}
