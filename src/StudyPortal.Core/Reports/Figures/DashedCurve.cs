using ScottPlot;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>A line through points, solid or dashed alike in every format.</summary>
internal sealed class DashedCurve(IReadOnlyList<Coordinates> points, Color colour, float width, float[] dashes) : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => points.Count == 0 ? AxisLimits.NoLimits : new AxisLimits(points);

    public void Render(RenderPack rp) => Strokes.Draw(rp.Canvas, [.. points.Select(Axes.GetPixel)], colour, width, dashes);
}
