using ScottPlot;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Agreement;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Two readers: their difference against their mean, with the limits of agreement; as whole ratings fall together, the area of a circle counts maps.</summary>
internal static class BlandAltmanFigure
{
    private const float OneMap = 5, MostSize = 34;
    private const double Opacity = 0.55, BandOpacity = 0.12;

    private static readonly FigureSize Size = new(6, 4.6);

    /// <param name="set">The frozen data.</param>
    /// <param name="question">Whose ratings.</param>
    /// <param name="first">The place of the first reader among the readers with ratings.</param>
    /// <param name="second">The place of the other one.</param>
    public static Figure Of(AnalysisSet set, QuestionResults question, int first, int second)
    {
        var table = RatingTable.Of(set, question.Question);
        var ratings = table.ReadersOfAllArms();
        var maps = Enumerable.Range(0, ratings.Rows).Select(row => (First: ratings[row, first], Second: ratings[row, second])).ToList();
        var limits = BlandAltman.Of([.. maps.Select(map => map.First)], [.. maps.Select(map => map.Second)], set.Plan.Confidence);
        var points = maps.Where(map => map is { First: not null, Second: not null })
            .GroupBy(map => (X: (map.First.GetValueOrDefault() + map.Second.GetValueOrDefault()) / 2, Y: map.First.GetValueOrDefault() - map.Second.GetValueOrDefault()))
            .Select(same => (same.Key.X, same.Key.Y, Maps: same.Count())).OrderByDescending(point => point.Maps).ThenBy(point => point.X).ThenBy(point => point.Y).ToList();
        var (one, other) = (table.Readers[first], table.Readers[second]);
        return new Figure(Size, size =>
        {
            var paper = new PaperPlot(
                $"{one} and {other}: {question.Prompt}", $"Mean of the two ratings. The area of a circle counts maps; {limits.Pairs} in all", $"{one} − {other}",
                ReportWords.Unreal(set.Study.IsSynthetic, set.Study.IsSimulated), size);
            Points(paper.Plot, points);
            var (low, high) = (question.Scale.Lowest - 0.4, question.Scale.Highest + 0.4);
            paper.Guide(low, 0, high, 0, Strokes.Dots, "no difference");
            Line(paper, low, high, limits.MeanDifference, Strokes.Solid, "mean difference");
            Line(paper, low, high, limits.UpperLimit, Strokes.Long, "upper limit of agreement");
            Line(paper, low, high, limits.LowerLimit, Strokes.Short, "lower limit of agreement");
            if (points.Count == 0) paper.Say("The readers have no map in common.", (low + high) / 2, 0.3);
            var reach = Reach(points.Select(point => point.Y), limits);
            PaperPlot.Scores(paper.Plot.Axes.Bottom, question.Scale.Lowest, question.Scale.Highest);
            PaperPlot.Scores(paper.Plot.Axes.Left, -(int)reach, (int)reach);
            paper.Plot.Axes.SetLimits(low, high, -reach, reach);
            return paper.Finish();
        });
    }

    private static void Points(Plot plot, List<(double X, double Y, int Maps)> points)
    {
        var most = points.Select(point => point.Maps).DefaultIfEmpty(1).Max();
        var one = Math.Min(OneMap, MostSize / Math.Sqrt(most));
        foreach (var (x, y, maps) in points)
            plot.Add.Marker(x, y, MarkerShape.FilledCircle, (float)(one * Math.Sqrt(maps)), Color.FromHex("#0072b2").WithAlpha(Opacity));
    }

    private static void Line(PaperPlot paper, double low, double high, Estimate at, float[] dashes, string name)
    {
        if (at.Value is not { } value) return;
        if (at.Interval is { } interval)
            paper.Band([new(low, interval.Low, interval.High), new(high, interval.Low, interval.High)], PaperPlot.QuietInk.WithAlpha(BandOpacity));

        paper.Curve([new(low, value), new(high, value)], new LegendEntry($"{name} {ReportWords.Number(Measured.From(at), "0.00")}", PaperPlot.Ink, dashes, 1.4f));
    }

    private static double Reach(IEnumerable<double> differences, BlandAltman limits)
    {
        double[] all = [1, .. differences.Select(Math.Abs), .. new[] { limits.LowerLimit.Interval?.Low, limits.UpperLimit.Interval?.High }.OfType<double>().Select(Math.Abs)];
        return 1.12 * all.Max();
    }
}
