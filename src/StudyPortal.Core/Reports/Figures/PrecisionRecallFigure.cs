using ScottPlot;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Precision against recall for one label, as steps: the area under them is the average precision in the legend.</summary>
internal static class PrecisionRecallFigure
{
    private const float LineWidth = 2;

    private static readonly FigureSize Size = new(5, 5.8);

    public static Figure Of(AnalysisSet set, EvaluatedCondition condition, string label)
    {
        var arms = EvaluatedArm.Of(set, condition, label).ConvertAll(arm => (Arm: arm, Steps: Steps(arm.Sample)));
        return new Figure(Size, size =>
        {
            var paper = new PaperPlot(
                $"{label}, {condition.Words}", "Recall (sensitivity)", "Precision (positive predictive value)",
                ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated), size);
            foreach (var (arm, steps) in arms)
                paper.Curve(steps, new LegendEntry($"{arm.Name}: AP {Average(arm)}", ArmStyle.Colour(arm.Arm), ArmStyle.Dashes(arm.Arm), LineWidth));
            foreach (var share in arms.Select(arm => arm.Arm.Sample.Prevalence.Value.GetValueOrDefault()).Distinct())
                paper.Guide(0, share, 1, share, Strokes.Dots, $"share of positives {ReportWords.Text(share, "0.000")}");
            RocPlot.UnitSquare(paper.Plot, size);
            return paper.Finish();
        });
    }

    /// <summary>With its interval where the report has one.</summary>
    private static string Average(EvaluatedArm arm) =>
        ReportWords.Number(arm.Results.Details?.PrecisionRecall.AveragePrecision ?? Measured.From(PrecisionRecall.AveragePrecision(arm.Sample)), "0.000");

    /// <summary>The precision of a point holds for all the recall that it adds.</summary>
    private static List<Coordinates> Steps(RocSample sample)
    {
        var steps = new List<Coordinates>();
        foreach (var point in PrecisionRecall.Curve(sample))
        {
            if (steps.Count > 0) steps.Add(new Coordinates(steps[^1].X, point.Precision));
            steps.Add(new Coordinates(point.Recall, point.Precision));
        }

        return steps;
    }
}
