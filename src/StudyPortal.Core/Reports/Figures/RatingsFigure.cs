using System.Globalization;
using ScottPlot;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>How often each arm was given each score, as a share of its ratings, with the mean in the legend.</summary>
internal static class RatingsFigure
{
    private const double WidthInches = 6.5;
    private const double HeightInches = 4;
    private const double WidthOfGroup = 0.8;

    public static Figure Of(AnalysisSet set, QuestionResults question)
    {
        var plot = PaperPlot.New(question.Prompt, "Rating", "Share of the arm's ratings (%)", ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated));
        for (var index = 0; index < question.Arms.Count; index++)
            AddBars(plot, set, question, index);
        var scores = Enumerable.Range(question.Scale.Lowest, question.Scale.Highest - question.Scale.Lowest + 1).ToList();
        plot.Axes.Bottom.SetTicks([.. scores.Select(score => (double)score)], [.. scores.Select(score => score.ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Axes.SetLimits(question.Scale.Lowest - 0.6, question.Scale.Highest + 0.6, 0, 1.35 * Math.Max(1, question.Arms.SelectMany(Shares).Max()));
        PaperPlot.ShowLegend(plot, Alignment.UpperLeft);
        return new Figure(plot, WidthInches, HeightInches);
    }

    private static void AddBars(Plot plot, AnalysisSet set, QuestionResults question, int index)
    {
        var arm = question.Arms[index];
        var width = WidthOfGroup / question.Arms.Count;
        var offset = (index - (question.Arms.Count - 1) / 2.0) * width;
        var bars = plot.Add.Bars(Shares(arm).Select((share, score) => new Bar
        {
            Position = question.Scale.Lowest + score + offset,
            Value = share,
            Size = width * 0.92,
            FillColor = Color.FromHex(ArmColours.Of(arm.Arm)),
            LineWidth = 0,
        }).ToList());
        bars.LegendText = string.Create(
            CultureInfo.InvariantCulture, $"{set.Arms.Single(a => a.Ordinal == arm.Arm).Model}: mean {ReportWords.Number(arm.Mean, "0.00")}, n = {arm.Ratings}");
    }

    private static IEnumerable<double> Shares(ArmRatings arm) => arm.Counts.Select(count => arm.Ratings == 0 ? 0 : 100.0 * count / arm.Ratings);
}
