using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The empirical ROC curves of all arms for one label under one condition, with their areas, bands and operating points.</summary>
internal static class RocFigure
{
    private const int BandReplicates = 2000;

    private static readonly double[] Specificities = [.. Enumerable.Range(0, 51).Select(step => 1 - (step / 50.0))];

    public static Figure Of(AnalysisSet set, EvaluatedCondition condition, string label) => RocPlot.Draw(
        $"{label}, {condition.Words}",
        ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated),
        condition.Results.Models.Select(model => Line(set, condition, model, label)).OfType<RocLine>());

    /// <summary>Null where the label has no curve. What a model does through its other norm is a thin line without a band.</summary>
    private static RocLine? Line(AnalysisSet set, EvaluatedCondition condition, ModelAreas model, string label)
    {
        if (model.Labels.SingleOrDefault(l => l.Label == label) is not { } area) return null;
        var sample = LabelSample.Of(condition.EvaluationOf(set, model.By), label);
        var isThin = model.Branch == NormBranch.Adversarial;
        return new RocLine(
            $"{ReportWords.Arm(model.By, set.Arms)}: AUC {ReportWords.Number(area.Area, "0.000")}",
            [.. RocCurve.Of(sample).Select(point => new CurvePoint(point.FalsePositiveRate, point.TruePositiveRate))],
            Colour: model.Arm,
            Pattern: model.Arm,
            isThin,
            isThin ? null : Band(sample, set.Plan),
            isThin ? null : [.. Marks(sample)]);
    }

    private static List<BandPoint> Band(RocSample sample, AnalysisPlan plan)
    {
        var bootstrap = new BootstrapPlan(Math.Min(plan.BootstrapReplicates, BandReplicates), plan.BootstrapSeed, plan.Confidence);
        return
        [
            .. from point in RocBand.Of(sample, Specificities, bootstrap, CancellationToken.None)
               let interval = point.Sensitivity.Interval
               where interval is not null
               select new BandPoint(1 - point.Specificity, interval.Low, interval.High),
        ];
    }

    private static IEnumerable<CurveMark> Marks(RocSample sample)
    {
        if (YoudenIndex.Of(sample).Optimal is not [var best, ..]) yield break;
        yield return Mark(best, CurveMarkKind.Youden);
        yield return Mark(OperatingPoint.At(sample, ScoreScale.Logit.Half()), CurveMarkKind.Half);
    }

    private static CurveMark Mark(OperatingPoint point, CurveMarkKind kind) =>
        new(new CurvePoint(1 - point.Specificity.Value.GetValueOrDefault(), point.Sensitivity.Value.GetValueOrDefault()), kind);
}
