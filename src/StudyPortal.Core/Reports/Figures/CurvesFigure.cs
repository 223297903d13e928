using ScottPlot;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The curves of an analysis with the bands of their intervals.</summary>
internal static class CurvesFigure
{
    private const double WidthInches = 6.5;
    private const double HeightInches = 4.2;
    private const float Width = 1.8f;
    private const double BandOpacity = 0.16;

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.DenselyDashed, LinePattern.Dotted];

    public static Figure Of(AnalysisPart.Curves curves, string warning)
    {
        var plot = PaperPlot.New(curves.Title, curves.X, curves.Y, warning);
        for (var index = 0; index < curves.Lines.Count; index++) Add(plot, curves.Lines[index], index);
        PaperPlot.ShowLegend(plot, Alignment.UpperRight);
        return new Figure(plot, WidthInches, HeightInches);
    }

    private static void Add(Plot plot, AnalysisCurve line, int index)
    {
        var colour = Color.FromHex(ArmColours.Of(index));
        var banded = line.Points.Where(point => point is { Low: not null, High: not null }).ToList();
        if (banded.Count > 1)
        {
            var band = plot.Add.FillY([.. banded.Select(p => (p.X, p.Low.GetValueOrDefault(), p.High.GetValueOrDefault()))]);
            (band.FillColor, band.LineWidth, band.MarkerSize) = (colour.WithAlpha(BandOpacity), 0, 0);
        }

        var curve = plot.Add.ScatterLine(
            line.Points.Where(point => point.Y is not null).Select(point => new Coordinates(point.X, point.Y.GetValueOrDefault())).ToList(), colour);
        (curve.LineWidth, curve.LinePattern, curve.LegendText) = (Width, Patterns[index % Patterns.Length], line.Name);
    }
}
