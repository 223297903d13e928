using ScottPlot;
using ScottPlot.LayoutEngines;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Keeps the sides of the data area in proportion, whatever the size of the figure.</summary>
/// <param name="heightPerWidth">1 for a square.</param>
internal sealed class DataAspect(double heightPerWidth) : ILayoutEngine
{
    private readonly Automatic _whole = new();

    public Layout GetLayout(PixelRect figureRect, Plot plot, Paint paint)
    {
        var whole = _whole.GetLayout(figureRect, plot, paint);
        var room = whole.DataRect;
        var width = (float)Math.Min(room.Width, room.Height / heightPerWidth);
        var left = room.Left + (room.Width - width) / 2;
        var data = new PixelRect(left, left + width, room.Top + (float)(width * heightPerWidth), room.Top);
        return new Layout(whole.FigureRect, data, whole.PanelSizes, whole.PanelOffsets);
    }
}
