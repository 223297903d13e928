using ScottPlot;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>ROC curves on a square.</summary>
public static class RocPlot
{
    private const float LineWidth = 2, ThinLineWidth = 1;
    private const float MarkerSize = 9;
    private const double BandOpacity = 0.15, InchesForTicks = 4;

    private static readonly FigureSize Size = new(5, 6);
    private static readonly double[] Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
    private static readonly double[] FewTicks = [0, 0.5, 1];

    /// <summary>The plot as a file; the same curves give the same bytes.</summary>
    /// <param name="title">Above the plot.</param>
    /// <param name="warning">Written at its edge, such as that images are synthetic; empty for none.</param>
    /// <param name="lines">Drawn in this order.</param>
    /// <param name="format">Of the file.</param>
    public static byte[] Write(string title, string warning, IEnumerable<RocLine> lines, FigureFormat format) => Draw(title, warning, lines).Write(format);

    internal static Figure Draw(string title, string warning, IEnumerable<RocLine> lines)
    {
        var drawn = lines.Where(line => line.Points.Count > 0).ToList();
        return new Figure(Size, size => Draw(title, warning, drawn, size));
    }

    /// <summary>Both axes from 0 to 1 on a square.</summary>
    internal static void UnitSquare(Plot plot, FigureSize size)
    {
        var ticks = Math.Min(size.WidthInches, size.HeightInches) < InchesForTicks ? FewTicks : Ticks;
        string[] texts = [.. ticks.Select(tick => ReportWords.Text(tick, "0.#"))];
        plot.Axes.Bottom.SetTicks(ticks, texts);
        plot.Axes.Left.SetTicks(ticks, texts);
        plot.Axes.SetLimits(-0.01, 1.01, -0.01, 1.01);
        plot.Layout.LayoutEngine = new DataAspect(1);
    }

    private static PaperPlot Draw(string title, string warning, List<RocLine> lines, FigureSize size)
    {
        var paper = new PaperPlot(title, "False positive rate (1 − specificity)", "True positive rate (sensitivity)", warning, size);
        paper.Guide(0, 0, 1, 1, Strokes.Dots);
        foreach (var line in lines) AddBand(paper, line);
        foreach (var line in lines) Add(paper, line);
        foreach (var line in lines) AddMarks(paper, line);
        if (lines.Count == 0) paper.Say("No curve: a class has no cases.", 0.5, 0.55);
        UnitSquare(paper.Plot, size);
        foreach (var kind in lines.SelectMany(line => line.Marks ?? []).Select(mark => mark.Kind).Distinct().Order()) Explain(paper, kind);
        return paper.Finish();
    }

    private static void AddBand(PaperPlot paper, RocLine line)
    {
        if (line.Band is { Count: > 1 } points) paper.Band(points, ArmStyle.Colour(line.Colour).WithAlpha(BandOpacity));
    }

    private static void Add(PaperPlot paper, RocLine line) => paper.Curve(
        [.. line.Points.Select(point => new Coordinates(point.X, point.Y))],
        new LegendEntry(line.Name, ArmStyle.Colour(line.Colour), ArmStyle.Dashes(line.Pattern), line.IsThin ? ThinLineWidth : LineWidth));

    private static void AddMarks(PaperPlot paper, RocLine line)
    {
        foreach (var mark in line.Marks ?? [])
        {
            var marker = paper.Plot.Add.Marker(mark.At.X, mark.At.Y, Shape(mark.Kind), MarkerSize, ArmStyle.Colour(line.Colour));
            (marker.MarkerStyle.OutlineColor, marker.MarkerStyle.OutlineWidth) = (PaperPlot.Ink, 1);
        }
    }

    private static void Explain(PaperPlot paper, CurveMarkKind kind) => paper.Explain(new LegendEntry(
        kind == CurveMarkKind.Youden ? "largest Youden index, chosen on these cases" : "predicted probability 0.5",
        PaperPlot.QuietInk, Marker: Shape(kind), MarkerSize: MarkerSize));

    private static MarkerShape Shape(CurveMarkKind kind) => kind == CurveMarkKind.Youden ? MarkerShape.FilledCircle : MarkerShape.FilledSquare;
}
