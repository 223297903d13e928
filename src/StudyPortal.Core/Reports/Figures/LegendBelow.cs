using ScottPlot;
using ScottPlot.Panels;
using SkiaSharp;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The legend under the axes, over the whole width of the figure: it never covers data, and long names are broken into lines.</summary>
internal sealed class LegendBelow : PanelBase
{
    private const float Sample = 30, Gap = 6, Between = 16, Above = 4, LineHeight = PaperPlot.SmallTextSize * 1.22f, PatchHeight = 10;
    private const int MostLines = 4;

    private readonly List<(LegendEntry Entry, string Text)> _entries;
    private readonly int _columns;
    private readonly float _columnWidth;
    private readonly float _width;

    /// <param name="entries">In the order of the lines, from left to right where there is room.</param>
    /// <param name="width">Of the figure, in the plot's pixels.</param>
    public LegendBelow(IReadOnlyList<LegendEntry> entries, float width)
    {
        using var font = new SKFont(FigureFont.Regular, PaperPlot.SmallTextSize);
        var room = width - (2 * Between);
        _width = width;
        _columnWidth = Math.Min(room, Sample + Gap + Between + entries.Max(entry => font.MeasureText(entry.Text)));
        _columns = Math.Clamp((int)(room / _columnWidth), 1, entries.Count);
        _entries = [.. entries.Select(entry => (entry, LineBreaks.Fit(entry.Text, PaperPlot.SmallTextSize, _columnWidth - Sample - Gap, MostLines)))];
        Edge = Edge.Bottom;
    }

    public float Height => Above + Rows().Sum(HeightOf);

    public override float Measure(Paint paint) => Height;

    public override void Render(RenderPack rp, float size, float offset)
    {
        var left = rp.FigureRect.Left + ((_width - (_columns * _columnWidth)) / 2);
        var top = rp.DataRect.Bottom + offset + Above;
        foreach (var row in Rows())
        {
            var height = HeightOf(row);
            foreach (var (column, (entry, text)) in row.Index()) Draw(rp, entry, text, left + (column * _columnWidth), top + (height / 2));
            top += height;
        }
    }

    private IEnumerable<(LegendEntry Entry, string Text)[]> Rows() => _entries.Chunk(_columns);

    private static float HeightOf((LegendEntry Entry, string Text)[] row) => 5 + (LineHeight * row.Max(each => each.Text.Count(letter => letter == '\n') + 1));

    private static void Draw(RenderPack rp, LegendEntry entry, string text, float x, float y)
    {
        if (entry.Dashes is { } dashes) Strokes.Draw(rp.Canvas, [new Pixel(x, y), new Pixel(x + Sample, y)], entry.Colour, entry.Width, dashes);
        if (entry.IsFilled)
        {
            using var fill = new SKPaint { Color = entry.Colour.ToSKColor(), IsAntialias = true };
            rp.Canvas.DrawRect(x, y - (PatchHeight / 2), Sample, PatchHeight, fill);
        }

        if (entry.Marker != MarkerShape.None)
            new MarkerStyle(entry.Marker, entry.MarkerSize, entry.MarkerColour ?? entry.Colour) { LineWidth = 1.2f }.Render(rp.Canvas, new Pixel(x + (Sample / 2), y), rp.Paint);
        var label = new LabelStyle { Text = text, FontName = FigureFont.Name, FontSize = PaperPlot.SmallTextSize, ForeColor = PaperPlot.Ink, Alignment = Alignment.MiddleLeft };
        label.Render(rp.Canvas, new Pixel(x + Sample + Gap, y), rp.Paint);
    }
}
