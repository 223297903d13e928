using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>Curves of one quantity over steps or epochs, drawn as they grow.</summary>
public sealed partial class CurveChart
{
    private const int Width = 800;
    private const int Height = 200;
    private const int Left = 56;
    private const int Right = Width - 12;
    private const int Top = 8;
    private const int Bottom = Height - 24;
    private const int MostPointsDrawn = 400;
    private const int Styles = 4;

    private NiceScale? _x;
    private NiceScale? _y;

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>At least one, each with at least one point.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<JobCurve> Curves { get; set; }

    private string Heading => (Title == "auc" ? "AUC" : char.ToUpperInvariant(Title[0]) + Title[1..]) + " by epoch";

    private string Summary => $"{Heading}: " + string.Join(", ", Curves.Select(c => $"{c.Series} now {Number(c.Points[^1].Value)}"));

    protected override void OnParametersSet()
    {
        var points = Curves.SelectMany(curve => curve.Points).ToList();
        _x = new NiceScale(points.Min(p => p.X), points.Max(p => p.X));
        _y = new NiceScale(points.Min(p => p.Value), points.Max(p => p.Value));
    }

    /// <summary>Of the styles that all charts share.</summary>
    internal static string LineClass(int index) => $"curve curve-{index % Styles}";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private string X(double value) => Coordinate(Left + _x!.Fraction(value) * (Right - Left));

    private string Y(double value) => Coordinate(Bottom - _y!.Fraction(value) * (Bottom - Top));

    private static string Coordinate(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private string Path(JobCurve curve)
    {
        var stride = Math.Max(1, curve.Points.Count / MostPointsDrawn);
        var drawn = curve.Points.Where((_, i) => i % stride == 0 || i == curve.Points.Count - 1);
        return string.Join(' ', drawn.Select(p => $"{X(p.X)},{Y(p.Value)}"));
    }
}
