using System.Globalization;
using ScottPlot;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>How often each arm was given each score, as a share of its ratings, with the mean in the legend.</summary>
internal static class RatingsFigure
{
    private const double WidthOfGroup = 0.8;
    private const float MarkerSize = 5;

    private static readonly FigureSize Size = new(6.5, 4.3);

    public static Figure Of(AnalysisSet set, QuestionResults question) => new(Size, size =>
    {
        var paper = new PaperPlot(question.Prompt, "Rating", "Share of the arm's ratings (%)", ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated), size);
        var highest = Math.Max(1, question.Arms.SelectMany(Shares).DefaultIfEmpty(0).Max());
        for (var index = 0; index < question.Arms.Count; index++)
            AddBars(paper, set, question, index, above: highest / 25);
        PaperPlot.Scores(paper.Plot.Axes.Bottom, question.Scale.Lowest, question.Scale.Highest);
        paper.Plot.Axes.Bottom.MajorTickStyle.Length = 0;
        paper.Plot.Grid.XAxisStyle.IsVisible = false;
        paper.Plot.Axes.SetLimits(question.Scale.Lowest - 0.6, question.Scale.Highest + 0.6, 0, 1.1 * highest);
        if (question.Arms.All(arm => arm.Ratings == 0))
            paper.Say("Nobody rated anything that is compared.", (question.Scale.Lowest + question.Scale.Highest) / 2.0, highest / 2);
        return paper.Finish();
    });

    /// <summary>The arm's marker stands on each bar, so that colour is not needed to tell the arms apart.</summary>
    private static void AddBars(PaperPlot paper, AnalysisSet set, QuestionResults question, int index, double above)
    {
        var arm = question.Arms[index];
        var width = WidthOfGroup / question.Arms.Count;
        var offset = (index - (question.Arms.Count - 1) / 2.0) * width;
        var shares = Shares(arm).Select((share, score) => new Coordinates(question.Scale.Lowest + score + offset, share)).ToList();
        paper.Plot.Add.Bars(shares.ConvertAll(bar => new Bar
        {
            Position = bar.X,
            Value = bar.Y,
            Size = width * 0.92,
            FillColor = ArmStyle.Colour(arm.Arm),
            LineWidth = 0,
        }));
        paper.Plot.Add.Markers(shares.ConvertAll(bar => new Coordinates(bar.X, bar.Y + above)), ArmStyle.Marker(arm.Arm), MarkerSize, PaperPlot.Ink);
        paper.Explain(new LegendEntry(
            string.Create(CultureInfo.InvariantCulture, $"{ArmStyle.Name(arm.Arm, set.Arms)}: mean {ReportWords.Number(arm.Mean, "0.00")}, n = {arm.Ratings}"),
            ArmStyle.Colour(arm.Arm), Marker: ArmStyle.Marker(arm.Arm), MarkerSize: MarkerSize, MarkerColour: PaperPlot.Ink, IsFilled: true));
    }

    private static IEnumerable<double> Shares(ArmRatings arm) => arm.Counts.Select(count => arm.Ratings == 0 ? 0 : 100.0 * count / arm.Ratings);
}
