using ScottPlot;
using SkiaSharp;
using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The grid of an analysis as a heat map with its scale; the first row is at the top.</summary>
internal static class GridFigure
{
    private const int MostTicks = 12;

    private static readonly FigureSize Size = new(6, 5);

    public static Figure Of(AnalysisPart.Grid grid, string warning) => new(Size, size =>
    {
        var paper = new PaperPlot(grid.Title, grid.ColumnAxis, grid.RowAxis, warning, size);
        var plot = paper.Plot;
        var map = plot.Add.Heatmap(Values(grid));
        map.Colormap = new ScottPlot.Colormaps.Viridis();
        var scale = plot.Add.ColorBar(map);
        scale.Axis.TickLabelStyle.FontName = FigureFont.Name;
        PaperPlot.Numbers(scale.Axis);
        Ticks(plot.Axes.Bottom, grid.Columns, isDownward: false);
        Ticks(plot.Axes.Left, grid.Rows, isDownward: true);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.MinimumSize = HeightOf(grid.Columns);
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, grid.Columns.Count - 0.5, -0.5, grid.Rows.Count - 0.5);
        return paper.Finish();
    });

    private static double[,] Values(AnalysisPart.Grid grid)
    {
        var values = new double[grid.Rows.Count, grid.Columns.Count];
        for (var row = 0; row < grid.Rows.Count; row++)
            for (var column = 0; column < grid.Columns.Count; column++) values[row, column] = grid.At(row, column) ?? double.NaN;
        return values;
    }

    /// <summary>Every name where there is room, else every second, third...</summary>
    private static void Ticks(IAxis axis, IReadOnlyList<string> names, bool isDownward)
    {
        var every = (names.Count + MostTicks - 1) / MostTicks;
        var shown = Enumerable.Range(0, names.Count).Where(index => index % every == 0).ToList();
        axis.SetTicks([.. shown.Select(index => (double)(isDownward ? names.Count - 1 - index : index))], [.. shown.Select(index => names[index])]);
    }

    /// <summary>What slanted names and the title under them need, which ScottPlot takes for level ones.</summary>
    private static float HeightOf(IReadOnlyList<string> names)
    {
        using var font = new SKFont(FigureFont.Regular, PaperPlot.TextSize);
        return (3 * PaperPlot.TextSize) + (0.71f * names.Max(name => font.MeasureText(name)));
    }
}
