using ScottPlot;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>An empty plot in the style of all figures: black on white, one typeface, and at its edge a warning, if there is one.</summary>
internal static class PaperPlot
{
    private const float TitleSize = 13;
    private const float TextSize = 12;
    private const float SmallTextSize = 10.5f;

    public static readonly Color QuietInk = Color.FromHex("#6b6b6b");
    private static readonly Color Ink = Color.FromHex("#1b1b1b");

    public static Plot New(string title, string x, string y, string warning)
    {
        FigureFont.Register();
        var plot = new Plot();
        plot.Font.Set(FigureFont.Name);
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Grid.MajorLineColor = Color.FromHex("#e6e6e6");
        Write(plot.Axes.Title.Label, title, TitleSize);
        Write(plot.Axes.Bottom.Label, x, TextSize);
        Write(plot.Axes.Left.Label, y, TextSize);
        Write(plot.Axes.Right.Label, warning, SmallTextSize);
        plot.Axes.Right.Label.ForeColor = Color.FromHex("#9a4a00");
        return plot;
    }

    public static void ShowLegend(Plot plot, Alignment alignment)
    {
        plot.Legend.FontName = FigureFont.Name;
        plot.Legend.FontSize = SmallTextSize;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.85);
        plot.ShowLegend(alignment);
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
