using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Web.Features.Jobs;

namespace StudyPortal.Web.Features.Models;

/// <summary>Curves with the bands of their intervals.</summary>
public sealed partial class AnalysisChart
{
    private const int Width = 800;
    private const int Height = 300;
    private const int Left = 62;
    private const int Right = Width - 14;
    private const int Top = 10;
    private const int Bottom = Height - 46;
    private const int Colours = 7;

    private static readonly string?[] Patterns = [null, "6 3", "2 2", "8 3 2 3"];

    private NiceScale _x = new(0, 1);
    private NiceScale _y = new(0, 1);

    [Parameter, EditorRequired] public required AnalysisPart.Curves Curves { get; set; }

    private string Summary => $"{Curves.Title}: " + string.Join("; ", Curves.Lines.Select(Ends));

    protected override void OnParametersSet()
    {
        var points = Curves.Lines.SelectMany(line => line.Points).Where(point => point.Y is not null).ToList();
        if (points.Count == 0) return;
        _x = new NiceScale(points.Min(p => p.X), points.Max(p => p.X));
        _y = new NiceScale(points.Min(p => p.Low ?? p.Y.GetValueOrDefault()), points.Max(p => p.High ?? p.Y.GetValueOrDefault()));
    }

    private static string Ends(AnalysisCurve line) =>
        line.Points.Count == 0 ? line.Name : $"{line.Name} from {ModelWords.Number(line.Points[0].Y)} to {ModelWords.Number(line.Points[^1].Y)}";

    private static string Colour(int index) => $"var(--arm-{index % Colours})";

    private static string? Dashes(int index) => Patterns[index % Patterns.Length];

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);

    private static string Coordinate(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private string X(double value) => Coordinate(Left + _x.Fraction(value) * (Right - Left));

    private string Y(double value) => Coordinate(Bottom - _y.Fraction(value) * (Bottom - Top));

    private string Path(AnalysisCurve line) =>
        string.Join(' ', line.Points.Where(p => p.Y is not null).Select(p => $"{X(p.X)},{Y(p.Y.GetValueOrDefault())}"));

    private string Band(AnalysisCurve line)
    {
        var banded = line.Points.Where(p => p is { Low: not null, High: not null }).ToList();
        var above = banded.Select(p => $"{X(p.X)},{Y(p.High.GetValueOrDefault())}");
        return string.Join(' ', above.Concat(banded.AsEnumerable().Reverse().Select(p => $"{X(p.X)},{Y(p.Low.GetValueOrDefault())}")));
    }
}
