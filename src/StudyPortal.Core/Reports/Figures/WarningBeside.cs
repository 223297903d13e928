using ScottPlot;
using ScottPlot.Panels;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>What a figure warns of, upright at its right edge.</summary>
internal sealed class WarningBeside : PanelBase
{
    private const float Space = 8;
    private readonly LabelStyle _label;

    /// <param name="text">In lines that fit the height of the data.</param>
    public WarningBeside(string text)
    {
        _label = new LabelStyle
        {
            Text = text, FontName = FigureFont.Name, FontSize = PaperPlot.SmallTextSize, ForeColor = PaperPlot.WarningInk, Alignment = Alignment.MiddleCenter, Rotation = 90,
        };
        Edge = Edge.Right;
    }

    public override float Measure(Paint paint) => _label.Measure(paint).Height + Space;

    public override void Render(RenderPack rp, float size, float offset) =>
        _label.Render(rp.Canvas, new Pixel(rp.DataRect.Right + offset + (size / 2), (rp.DataRect.Top + rp.DataRect.Bottom) / 2), rp.Paint);
}
