using ScottPlot;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The empirical ROC curves of all arms for one label under one condition, with their areas.</summary>
internal static class RocFigure
{
    private const double Inches = 5;
    private const float CleanNormWidth = 2;
    private const float AdversarialNormWidth = 1;

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.DenselyDashed, LinePattern.Dotted];

    private static readonly double[] Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
    private static readonly string[] TickTexts = ["0", "0.2", "0.4", "0.6", "0.8", "1"];

    public static Figure Of(AnalysisSet set, ConditionResults condition, string label)
    {
        var plot = PaperPlot.New(
            $"{label}, {ReportWords.Condition(condition.Condition)}", "False positive rate (1 − specificity)", "True positive rate (sensitivity)", set.Study);
        var chance = plot.Add.Line(0, 0, 1, 1);
        (chance.LineColor, chance.LineWidth, chance.LinePattern) = (PaperPlot.QuietInk, 0.8f, LinePattern.Dotted);
        foreach (var model in condition.Models)
            AddCurve(plot, set, condition.Condition, model, label);
        plot.Axes.Bottom.SetTicks(Ticks, TickTexts);
        plot.Axes.Left.SetTicks(Ticks, TickTexts);
        plot.Axes.SetLimits(-0.01, 1.01, -0.01, 1.01);
        PaperPlot.ShowLegend(plot, Alignment.LowerRight);
        return new Figure(plot, Inches, Inches);
    }

    private static void AddCurve(Plot plot, AnalysisSet set, AttackCondition condition, ModelAreas model, string label)
    {
        var evaluation = set.Evaluations.Single(e => e.Condition == condition && new PredictingArm(e.Arm, e.Branch, e.AttackBranch) == model.By);
        var points = RocCurve.Of(LabelSample.Of(evaluation, label));
        if (points.Count == 0 || model.Labels.SingleOrDefault(l => l.Label == label) is not { } area) return;

        var curve = plot.Add.ScatterLine(
            points.Select(point => new Coordinates(point.FalsePositiveRate, point.TruePositiveRate)).ToList(), Color.FromHex(ArmColours.Of(model.Arm)));
        curve.LineWidth = model.Branch == NormBranch.Clean ? CleanNormWidth : AdversarialNormWidth;
        curve.LinePattern = Patterns[model.Arm % Patterns.Length];
        curve.LegendText = $"{ReportWords.Arm(model.By, set.Arms)}: AUC {ReportWords.Number(area.Area, "0.000")}";
    }
}
