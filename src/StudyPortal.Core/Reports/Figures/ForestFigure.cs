using ScottPlot;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Differences one under the other with their intervals, the line of no difference, and the margin of non-inferiority if there is one.</summary>
internal static class ForestFigure
{
    private const double WidthInches = 6.5;
    private const int MostLines = 8;
    private const double LineHeight = 13, Around = 110;
    private const double ShareOfNames = 0.27, ShareOfNumbers = 0.24;

    /// <param name="title">Above the plot.</param>
    /// <param name="axis">What the differences are of, and in which unit.</param>
    /// <param name="rows">From top to bottom.</param>
    /// <param name="warning">At its edge; empty for none.</param>
    /// <param name="margin">How much worse still is not inferior; null where none was planned.</param>
    public static Figure Of(string title, string axis, IReadOnlyList<ForestRow> rows, string warning, double? margin = null) =>
        new(new FigureSize(WidthInches, Math.Clamp(1.6 + (RowInches(rows) * rows.Count), 2.4, FigureSize.Largest)), size =>
        {
            var paper = new PaperPlot(title, axis, "", warning, size);
            var (low, high) = Range(rows, margin);
            paper.Guide(0, 0, 0, rows.Count, Strokes.Solid);
            if (margin is { } least)
                paper.Guide(-least, 0, -least, rows.Count, Strokes.Short, "margin of non-inferiority " + ReportWords.Text(-least, "0.###"));
            foreach (var (index, row) in rows.Index()) Add(paper.Plot, row, rows.Count - index - 0.5);
            var lines = (int)Math.Clamp(((size.HeightInches * PaperPlot.PerInch) - Around) / rows.Count / LineHeight, 1, MostLines);
            Sides(paper.Plot, rows, paper.Width, lines);
            paper.Plot.Axes.SetLimits(low, high, 0, rows.Count);
            paper.Plot.Axes.SetLimitsY(0, rows.Count, paper.Plot.Axes.Right);
            return paper.Finish();
        });

    private static void Add(Plot plot, ForestRow row, double y)
    {
        if (row.Difference is not { Value: { } value } difference) return;
        if (difference is { Low: { } low, High: { } high })
        {
            var interval = plot.Add.Line(low, y, high, y);
            (interval.LineColor, interval.LineWidth) = (PaperPlot.Ink, 1.6f);
            plot.Add.Markers(new Coordinates[] { new(low, y), new(high, y) }, MarkerShape.VerticalBar, 8, PaperPlot.Ink);
        }

        plot.Add.Marker(value, y, MarkerShape.FilledSquare, 8, PaperPlot.Ink);
    }

    /// <summary>The names stand left, the numbers right.</summary>
    private static void Sides(Plot plot, IReadOnlyList<ForestRow> rows, double width, int lines)
    {
        var heights = rows.Select((_, index) => rows.Count - index - 0.5).ToArray();
        Texts(plot.Axes.Left, heights, rows.Select(row => Fit(row.Name, width * ShareOfNames, lines)));
        Texts(plot.Axes.Right, heights, rows.Select(row => Numbers(row, width * ShareOfNumbers)));
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Grid.YAxisStyle.IsVisible = false;
    }

    private static string Fit(string text, double width, int lines = MostLines) => LineBreaks.Fit(text, PaperPlot.SmallTextSize, width, lines);

    /// <summary>High enough for the longest name.</summary>
    private static double RowInches(IReadOnlyList<ForestRow> rows) =>
        0.14 + (0.14 * rows.Select(row => Fit(row.Name, WidthInches * PaperPlot.PerInch * ShareOfNames).Split('\n').Length).DefaultIfEmpty(1).Max(lines => Math.Max(lines, 2)));

    private static void Texts(IAxis axis, double[] heights, IEnumerable<string> texts)
    {
        PaperPlot.Names(axis, heights, texts);
        (axis.TickLabelStyle.FontName, axis.TickLabelStyle.FontSize) = (FigureFont.Name, PaperPlot.SmallTextSize);
    }

    private static string Numbers(ForestRow row, double width) => row.Difference.Value is null
        ? Fit("undefined: " + row.Difference.Reason, width)
        : Fit(ReportWords.Number(row.Difference, "0.000"), width) + '\n' + Fit(row.Note, width);

    /// <summary>Holds zero, the margin and every interval, with some room.</summary>
    private static (double Low, double High) Range(IReadOnlyList<ForestRow> rows, double? margin)
    {
        double[] all = [0, -(margin ?? 0), .. rows.SelectMany(row => new[] { row.Difference.Value, row.Difference.Low, row.Difference.High }).OfType<double>()];
        var room = Math.Max(0.08 * (all.Max() - all.Min()), 0.001);
        return (all.Min() - room, all.Max() + room);
    }
}
