using ScottPlot;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Whether predicted probabilities come true: the share of positives in ten bins, and below how many predictions each bin has.</summary>
internal static class ReliabilityFigure
{
    private const double Strip = 0.28, Gap = 0.06, Dodge = 0.008;

    private static readonly FigureSize Size = new(5, 6.2);

    public static Figure Of(AnalysisSet set, EvaluatedCondition condition, string label)
    {
        var arms = EvaluatedArm.Of(set, condition, label).ConvertAll(arm => (Arm: arm, Calibration: CalibrationError.Uniform(ScoreScale.Logit.Probabilities(arm.Sample))));
        return new Figure(Size, size =>
        {
            var paper = new PaperPlot(
                $"{label}, {condition.Words}", "Predicted probability (below: share of predictions)", "Share of positives (with Wilson's interval)",
                ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated), size);
            paper.Guide(0, 0, 1, 1, Strokes.Dots, "predictions that come true");
            for (var index = 0; index < arms.Count; index++)
                Add(paper, arms[index].Arm, arms[index].Calibration, (index - ((arms.Count - 1) / 2.0)) * Dodge, set.Plan.Confidence);
            var most = arms.SelectMany(arm => Shares(arm.Calibration)).Max();
            foreach (var (arm, calibration) in arms) Histogram(paper, arm.Arm, [.. Shares(calibration)], most);
            paper.Say(FormattableString.Invariant($"up to {100 * most:0} %"), 0.99, -Gap + 0.01, Alignment.LowerRight);
            RocPlot.UnitSquare(paper.Plot, size);
            paper.Plot.Axes.SetLimits(-0.02, 1.02, -Gap - Strip - 0.01, 1.02);
            paper.Plot.Layout.LayoutEngine = new DataAspect((1.03 + Gap + Strip) / 1.04);
            return paper.Finish();
        });
    }

    private static void Add(PaperPlot paper, EvaluatedArm arm, CalibrationError calibration, double shift, double confidence)
    {
        var colour = ArmStyle.Colour(arm.Arm);
        var points = calibration.Bins.Where(bin => bin.Cases > 0)
            .Select(bin => (X: bin.MeanPredicted.Value.GetValueOrDefault() + shift, Share: bin.Observed.Wilson(confidence))).ToList();
        foreach (var (x, share) in points)
            if (share.Interval is { } interval) paper.Interval(x, interval.Low, interval.High, colour);
        paper.Curve(points.ConvertAll(point => new Coordinates(point.X, point.Share.Value.GetValueOrDefault())), new LegendEntry(
            $"{arm.Name}: expected calibration error {ReportWords.Number(Measured.From(calibration.Expected), "0.000")}",
            colour, ArmStyle.Dashes(arm.Arm), Marker: ArmStyle.Marker(arm.Arm)));
    }

    private static IEnumerable<double> Shares(CalibrationError calibration)
    {
        double all = calibration.Bins.Sum(bin => bin.Cases);
        return calibration.Bins.Select(bin => bin.Cases / all);
    }

    /// <summary>As an outline in the strip below 0, since the bars of several arms would hide each other.</summary>
    private static void Histogram(PaperPlot paper, int arm, List<double> shares, double most)
    {
        const double floor = -Gap - Strip;
        List<Coordinates> outline = [new(0, floor)];
        for (var bin = 0; bin < shares.Count; bin++)
        {
            var height = floor + ((Strip - Gap) * shares[bin] / most);
            outline.Add(new Coordinates((double)bin / shares.Count, height));
            outline.Add(new Coordinates((double)(bin + 1) / shares.Count, height));
        }

        outline.Add(new Coordinates(1, floor));
        paper.Curve(outline, new LegendEntry("", ArmStyle.Colour(arm), ArmStyle.Dashes(arm), 1.4f));
    }
}
