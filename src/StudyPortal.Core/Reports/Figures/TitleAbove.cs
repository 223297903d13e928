using ScottPlot;
using ScottPlot.Panels;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The title over the middle of the figure; over the middle of the data, as ScottPlot has it, long ones would be cut where names stand beside the data.</summary>
internal sealed class TitleAbove : PanelBase
{
    private const float Space = 12;
    private readonly LabelStyle _label;
    private readonly float _middle;

    /// <param name="text">In lines that fit.</param>
    /// <param name="fontSize">In the plot's pixels, as everything here.</param>
    /// <param name="width">Of the figure.</param>
    public TitleAbove(string text, float fontSize, float width)
    {
        _label = new LabelStyle { Text = text, FontName = FigureFont.Name, FontSize = fontSize, ForeColor = PaperPlot.Ink, Alignment = Alignment.LowerCenter };
        (_middle, Edge) = (width / 2, Edge.Top);
    }

    public override float Measure(Paint paint) => _label.Text.Length == 0 ? 0 : _label.Measure(paint).Height + Space;

    public override void Render(RenderPack rp, float size, float offset) =>
        _label.Render(rp.Canvas, new Pixel(_middle, rp.DataRect.Top - offset - (Space / 2)), rp.Paint);
}
