using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The empirical ROC curves of all arms for one label under one condition, with their areas.</summary>
internal static class RocFigure
{
    public static Figure Of(AnalysisSet set, ConditionResults condition, string label) => RocPlot.Draw(
        $"{label}, {ReportWords.Condition(condition.Condition)}",
        ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated),
        condition.Models.Select(model => Line(set, condition.Condition, model, label)).OfType<RocLine>());

    /// <summary>Null where the label has no curve.</summary>
    private static RocLine? Line(AnalysisSet set, AttackCondition condition, ModelAreas model, string label)
    {
        if (model.Labels.SingleOrDefault(l => l.Label == label) is not { } area) return null;
        var evaluation = set.Evaluations.Single(e => e.IsOwn && e.Condition == condition && new PredictingArm(e.Arm, e.Branch, e.AttackBranch) == model.By);
        return new RocLine(
            $"{ReportWords.Arm(model.By, set.Arms)}: AUC {ReportWords.Number(area.Area, "0.000")}",
            [.. RocCurve.Of(LabelSample.Of(evaluation, label)).Select(point => new CurvePoint(point.FalsePositiveRate, point.TruePositiveRate))],
            Colour: model.Arm, Pattern: model.Arm, IsThin: model.Branch == NormBranch.Adversarial);
    }
}
