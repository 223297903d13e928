using ScottPlot;
using ScottPlot.Plottables;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>A plot in the style of all figures: black on white, one typeface, and at its edge a warning, if there is one.</summary>
internal sealed class PaperPlot : IDisposable
{
    public const float SmallTextSize = 10.5f, TextSize = 12;
    private const float TitleSize = 13;
    public const int PerInch = 96;

    /// <summary>What axes and the warning take of the width, and title and axis of the height.</summary>
    private const int Beside = 70, Around = 100, Margin = 24;

    public static readonly Color QuietInk = Color.FromHex("#6b6b6b");
    public static readonly Color Ink = Color.FromHex("#1b1b1b");
    public static readonly Color WarningInk = Color.FromHex("#9a4a00");

    private readonly List<LegendEntry> _legend = [];
    private readonly double _height;
    private readonly string _y, _warning;

    /// <param name="title">Above the plot; broken into lines as the other texts are.</param>
    /// <param name="x">Of the lower axis.</param>
    /// <param name="y">Of the left axis.</param>
    /// <param name="warning">At the right edge; empty for none.</param>
    /// <param name="size">Of the paper.</param>
    public PaperPlot(string title, string x, string y, string warning, FigureSize size)
    {
        FigureFont.Register();
        Plot = new Plot();
        Width = size.WidthInches * PerInch;
        Plot.Font.Set(FigureFont.Name);
        Plot.FigureBackground.Color = Colors.White;
        Plot.DataBackground.Color = Colors.White;
        Plot.Axes.Color(Ink);
        Plot.Axes.Right.FrameLineStyle.IsVisible = false;
        Plot.Axes.Top.FrameLineStyle.IsVisible = false;
        Plot.Grid.MajorLineColor = Color.FromHex("#e6e6e6");
        Numbers(Plot.Axes.Left);
        Numbers(Plot.Axes.Bottom);
        Title = title;
        (_height, _y, _warning) = (size.HeightInches * PerInch, y, warning);
        Plot.Axes.AddPanel(new TitleAbove(LineBreaks.Fit(title, TitleSize, Width - Margin, most: 3), TitleSize, (float)Width));
        Write(Plot.Axes.Bottom.Label, LineBreaks.Fit(x, TextSize, Width - Beside, most: 3), TextSize);
    }

    public string Title { get; }

    public Plot Plot { get; }

    /// <summary>Of the figure, in the plot's pixels.</summary>
    public double Width { get; }

    /// <summary>A line through points, with a marker on each if one is given.</summary>
    /// <param name="points">From the first to the last.</param>
    /// <param name="sample">How it looks, and what the legend says; without a text the legend says nothing.</param>
    public void Curve(IReadOnlyList<Coordinates> points, LegendEntry sample)
    {
        Plot.PlottableList.Add(new DashedCurve(points, sample.Colour, sample.Width, sample.Dashes ?? Strokes.Solid));
        if (sample.Marker != MarkerShape.None) Plot.Add.Markers(points.ToArray(), sample.Marker, sample.MarkerSize, sample.Colour);
        Explain(sample);
    }

    /// <summary>A straight line that explains, such as of chance.</summary>
    public void Guide(double x1, double y1, double x2, double y2, float[] dashes, string legend = "") =>
        Curve([new(x1, y1), new(x2, y2)], new LegendEntry(legend, QuietInk, dashes, Width: 1));

    /// <summary>An upright interval with caps.</summary>
    public void Interval(double x, double low, double high, Color colour)
    {
        var bar = Plot.Add.ErrorBar([x], [(low + high) / 2], [(high - low) / 2]);
        (bar.LineColor, bar.LineWidth) = (colour, 1.2f);
    }

    /// <summary>The space between two lines.</summary>
    public void Band(IEnumerable<BandPoint> points, Color colour)
    {
        var band = Plot.Add.FillY([.. points.Select(point => (point.X, point.Low, point.High))]);
        (band.FillColor, band.LineWidth, band.MarkerSize) = (colour, 0, 0);
    }

    /// <summary>A word inside the data area.</summary>
    public Text Say(string text, double x, double y, Alignment alignment = Alignment.MiddleCenter)
    {
        var label = Plot.Add.Text(text, x, y);
        (label.LabelFontName, label.LabelFontSize, label.LabelFontColor, label.Alignment) = (FigureFont.Name, SmallTextSize, Ink, alignment);
        return label;
    }

    /// <summary>A line of the legend.</summary>
    public void Explain(LegendEntry entry)
    {
        if (entry.Text.Length > 0) _legend.Add(entry);
    }

    /// <summary>The plot with its legend below, and the upright texts broken to the height that is left.</summary>
    public PaperPlot Finish()
    {
        var legend = _legend.Count == 0 ? null : new LegendBelow(_legend, (float)Width);
        if (legend is not null) Plot.Axes.AddPanel(legend);
        Plot.HideLegend();
        var upwards = Math.Max(_height - Around - (legend?.Height ?? 0), Around);
        Write(Plot.Axes.Left.Label, LineBreaks.Fit(_y, TextSize, upwards, most: 3), TextSize);
        if (_warning.Length > 0) Plot.Axes.AddPanel(new WarningBeside(LineBreaks.Fit(_warning, SmallTextSize, upwards, most: 3)));
        return this;
    }

    public void Dispose() => Plot.Dispose();

    /// <summary>One tick for each text, without a mark.</summary>
    public static void Names(IAxis axis, IEnumerable<double> places, IEnumerable<string> texts)
    {
        axis.SetTicks([.. places], [.. texts]);
        axis.MajorTickStyle.Length = 0;
    }

    /// <summary>Every whole number of a scale.</summary>
    public static void Scores(IAxis axis, int lowest, int highest)
    {
        var scores = Enumerable.Range(lowest, highest - lowest + 1).ToList();
        axis.SetTicks([.. scores.Select(score => (double)score)], [.. scores.Select(score => ReportWords.Text(score, "0"))]);
    }

    /// <summary>Numbers as texts have them, with a true minus, and no ticks between them.</summary>
    public static void Numbers(IAxis axis)
    {
        axis.MinorTickStyle.Length = 0;
        if (axis.TickGenerator is ScottPlot.TickGenerators.NumericAutomatic automatic) automatic.LabelFormatter = value => ReportWords.Text(value, "0.######");
    }

    private static void Write(LabelStyle label, string text, float size)
    {
        label.Text = text;
        label.FontName = FigureFont.Name;
        label.FontSize = size;
        label.Bold = false;
        label.IsVisible = text.Length > 0;
    }
}
