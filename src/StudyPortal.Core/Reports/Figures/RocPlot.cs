using ScottPlot;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>ROC curves on a square, five inches to the side.</summary>
public static class RocPlot
{
    private const double Inches = 5;
    private const float Width = 2;
    private const float ThinWidth = 1;

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.DenselyDashed, LinePattern.Dotted];

    private static readonly double[] Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
    private static readonly string[] TickTexts = ["0", "0.2", "0.4", "0.6", "0.8", "1"];

    /// <summary>The plot as a file; the same curves give the same bytes.</summary>
    /// <param name="title">Above the plot.</param>
    /// <param name="warning">Written at its edge, such as that images are synthetic; empty for none.</param>
    /// <param name="lines">Drawn in this order.</param>
    /// <param name="format">SVG or PNG.</param>
    public static byte[] Write(string title, string warning, IEnumerable<RocLine> lines, FigureFormat format)
    {
        using var figure = Draw(title, warning, lines);
        return figure.Write(format);
    }

    internal static Figure Draw(string title, string warning, IEnumerable<RocLine> lines)
    {
        var plot = PaperPlot.New(title, "False positive rate (1 − specificity)", "True positive rate (sensitivity)", warning);
        var chance = plot.Add.Line(0, 0, 1, 1);
        (chance.LineColor, chance.LineWidth, chance.LinePattern) = (PaperPlot.QuietInk, 0.8f, LinePattern.Dotted);
        foreach (var line in lines.Where(line => line.Points.Count > 0)) Add(plot, line);
        plot.Axes.Bottom.SetTicks(Ticks, TickTexts);
        plot.Axes.Left.SetTicks(Ticks, TickTexts);
        plot.Axes.SetLimits(-0.01, 1.01, -0.01, 1.01);
        PaperPlot.ShowLegend(plot, Alignment.LowerRight);
        return new Figure(plot, Inches, Inches);
    }

    private static void Add(Plot plot, RocLine line)
    {
        var curve = plot.Add.ScatterLine(line.Points.Select(point => new Coordinates(point.X, point.Y)).ToList(), Color.FromHex(ArmColours.Of(line.Colour)));
        curve.LineWidth = line.IsThin ? ThinWidth : Width;
        curve.LinePattern = Patterns[line.Pattern % Patterns.Length];
        curve.LegendText = line.Name;
    }
}
