using ScottPlot;
using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The curves of an analysis with the bands of their intervals.</summary>
internal static class CurvesFigure
{
    private const double BandOpacity = 0.16;

    private static readonly FigureSize Size = new(6.5, 4.2);

    public static Figure Of(AnalysisPart.Curves curves, string warning) => new(Size, size =>
    {
        var paper = new PaperPlot(curves.Title, curves.X, curves.Y, warning, size);
        for (var index = 0; index < curves.Lines.Count; index++) Add(paper, curves.Lines[index], index);
        return paper.Finish();
    });

    private static void Add(PaperPlot paper, AnalysisCurve line, int index)
    {
        var colour = ArmStyle.Colour(index);
        var banded = line.Points.Where(point => point is { Low: not null, High: not null }).ToList();
        if (banded.Count > 1)
            paper.Band(banded.Select(p => new BandPoint(p.X, p.Low.GetValueOrDefault(), p.High.GetValueOrDefault())), colour.WithAlpha(BandOpacity));
        paper.Curve(
            [.. line.Points.Where(point => point.Y is not null).Select(point => new Coordinates(point.X, point.Y.GetValueOrDefault()))],
            new LegendEntry(line.Name, colour, ArmStyle.Dashes(index)));
    }
}
