using ScottPlot;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Whether ratings move while readers read: the mean of each arm by tenth of the readers' orders.</summary>
internal static class DriftFigure
{
    private const int Parts = 10;
    private const double Dodge = 0.09;

    private static readonly FigureSize Size = new(6.5, 4.3);

    public static Figure Of(AnalysisSet set, QuestionResults question)
    {
        var ratings = Placed(set, question.Question).ToLookup(placed => (placed.Rating.Arm.GetValueOrDefault(), placed.Part), placed => placed.Rating.Score.GetValueOrDefault());
        return new Figure(Size, size =>
        {
            var paper = new PaperPlot(
                "Ratings in the course of the reading: " + question.Prompt, "Tenth of each reader's order", "Mean rating",
                ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated), size);
            for (var index = 0; index < set.Arms.Count; index++)
            {
                var arm = set.Arms[index].Ordinal;
                var shift = (index - ((set.Arms.Count - 1) / 2.0)) * Dodge;
                Add(paper, set, arm, shift, [.. Enumerable.Range(1, Parts).Select(part => (part, Mean([.. ratings[(arm, part)]], question.Scale, set.Plan.Confidence)))]);
            }

            PaperPlot.Scores(paper.Plot.Axes.Bottom, 1, Parts);
            PaperPlot.Scores(paper.Plot.Axes.Left, question.Scale.Lowest, question.Scale.Highest);
            paper.Plot.Axes.SetLimits(0.5, Parts + 0.5, question.Scale.Lowest - 0.1, question.Scale.Highest + 0.1);
            paper.Explain(new LegendEntry("bars: t interval, as if ratings were independent", PaperPlot.QuietInk, Marker: MarkerShape.VerticalBar, MarkerSize: 10));
            return paper.Finish();
        });
    }

    /// <summary>The ratings that are compared, each with the tenth of its reader's order that it lies in.</summary>
    private static IEnumerable<(RatingFacts Rating, int Part)> Placed(AnalysisSet set, int question)
    {
        var compared = set.Items.Where(item => item.IsCompared).Select(item => item.Key).ToHashSet();
        return set.Ratings.Where(rating => rating.Question == question && rating.IsMain && rating.Score is not null && compared.Contains(rating.Item))
            .GroupBy(rating => rating.Reader)
            .SelectMany(own => own.OrderBy(rating => rating.Position).Select((rating, index) => (rating, 1 + (index * Parts / own.Count()))));
    }

    private static Estimate Mean(List<int> ratings, RatingScale scale, double confidence) => RatingSummary.Of(ratings, scale.Lowest, scale.Highest, confidence).Mean;

    private static void Add(PaperPlot paper, AnalysisSet set, int arm, double shift, List<(int Part, Estimate Mean)> means)
    {
        var colour = ArmStyle.Colour(arm);
        foreach (var (part, mean) in means)
            if (mean.Interval is { } interval) paper.Interval(part + shift, interval.Low, interval.High, colour);
        paper.Curve(
            [.. means.Where(each => each.Mean.Value is not null).Select(each => new Coordinates(each.Part + shift, each.Mean.Value.GetValueOrDefault()))],
            new LegendEntry(ArmStyle.Name(arm, set.Arms), colour, ArmStyle.Dashes(arm), Marker: ArmStyle.Marker(arm)));
    }
}
