using System.Globalization;
using ScottPlot;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>What is left of each model's mean area under the ROC curve as the attack grows.</summary>
internal static class RobustnessFigure
{
    private const float LineWidth = 2, ThinLineWidth = 1;
    private const double DodgeOfWidth = 0.006;

    private static readonly FigureSize Size = new(6.5, 4.6);

    public static Figure Of(AnalysisSet set, IReadOnlyList<RobustnessResults> curves) => new(Size, size =>
    {
        var paper = new PaperPlot(
            "Classification under attack", "Largest change of a pixel, ε (image from 0 to 1)", "Mean area under the ROC curve over labels",
            ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated), size);
        var furthest = curves.SelectMany(curve => curve.Points).Max(point => point.Epsilon);
        paper.Guide(0, 0.5, furthest, 0.5, Strokes.Dots, "chance");
        var severalSteps = curves.Select(curve => curve.Steps).Distinct().Count() > 1;
        foreach (var (index, curve) in curves.Index())
        {
            var name = ReportWords.Arm(curve.By, set.Arms) + (severalSteps ? string.Create(CultureInfo.InvariantCulture, $", PGD-{curve.Steps}") : "");
            Add(paper, curve, name, (index - ((curves.Count - 1) / 2.0)) * DodgeOfWidth * furthest);
        }

        paper.Plot.Axes.SetLimits(-0.04 * furthest, 1.04 * furthest, -0.02, 1.02);
        return paper.Finish();
    });

    private static void Add(PaperPlot paper, RobustnessResults curve, string name, double shift)
    {
        var (colour, isOther) = (ArmStyle.Colour(curve.By.Arm), curve.By.Branch == NormBranch.Adversarial || curve.By.Branch != curve.By.AttackBranch);
        foreach (var point in curve.Points)
            if (point.Macro is { Low: { } low, High: { } high }) paper.Interval(point.Epsilon + shift, low, high, colour);
        paper.Curve(
            [.. curve.Points.Where(point => point.Macro.Value is not null).Select(point => new Coordinates(point.Epsilon + shift, point.Macro.Value.GetValueOrDefault()))],
            new LegendEntry(
                name, colour, ArmStyle.Dashes(curve.By.Arm), isOther ? ThinLineWidth : LineWidth, isOther ? MarkerShape.OpenDiamond : ArmStyle.Marker(curve.By.Arm)));
    }
}
