using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Health;
using StudyPortal.Web.Features.Jobs;

namespace StudyPortal.Web.Features.Health;

/// <summary>One figure over time, from zero up to at least one; the value under the pointer is written above.</summary>
public sealed partial class HistoryChart
{
    private const int Width = 320;
    private const int Height = 130;
    private const int Left = 52;
    private const int Right = Width - 4;
    private const int Top = 16;
    private const int Bottom = Height - 18;

    /// <summary>A host that samples once a minute may skip a part of one minute.</summary>
    private const int LongestStep = 2;

    private NiceScale? _y;

    [Parameter, EditorRequired] public required HealthHistory History { get; set; }

    [Parameter, EditorRequired] public required HistorySpan Span { get; set; }

    /// <summary>The end of the span.</summary>
    [Parameter, EditorRequired] public required DateTime To { get; set; }

    /// <summary>All processes on the page, so that each has the same colour in every chart.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Sources { get; set; }

    private string PartWidth => Coordinate((double)(Right - Left) / Span.Parts);

    /// <summary>A process that has stopped has no value now.</summary>
    private string Now => string.Join(" · ", History.Series.Where(series => series.Points[^1].Part >= Span.Parts - 1 - LongestStep).Select(series => HealthWords.Value(History.Figure, series.Points[^1].Value)));

    private string Summary => $"{HealthWords.Title(History.Figure)}, last {Span.Name.ToLowerInvariant()}: " + string.Join("; ", History.Series.Select(series =>
        $"{series.Source} last {Value(series.Points[^1].Value)}, from {Value(series.Points.Min(p => p.Value))} to {Value(series.Points.Max(p => p.Value))}"));

    /// <summary>What is written while the pointer is over a part.</summary>
    private IEnumerable<(int Part, string Words)> Parts => History.Series
        .SelectMany(series => series.Points.Select(point => (point.Part, Words: History.Series.Count > 1 ? $"{series.Source} {Value(point.Value)}" : Value(point.Value))))
        .GroupBy(told => told.Part)
        .Select(part => (part.Key, $"{TimeOf(part.Key + 0.5)}  {string.Join(", ", part.Select(told => told.Words))}"));

    protected override void OnParametersSet() => _y = new NiceScale(0, Math.Max(1, History.Series.SelectMany(series => series.Points).Max(point => point.Value)));

    private static IEnumerable<IReadOnlyList<HealthPoint>> Runs(HealthSeries series)
    {
        var run = new List<HealthPoint>();
        foreach (var point in series.Points)
        {
            if (run.Count > 0 && point.Part - run[^1].Part > LongestStep)
            {
                yield return run;
                run = [];
            }
            run.Add(point);
        }
        yield return run;
    }

    private int IndexOf(HealthSeries series) => Sources.TakeWhile(source => source != series.Source).Count();

    private string Value(double value) => HealthWords.Value(History.Figure, value);

    private string TimeOf(double part) => Span.TimeOf(To - Span.Length + part * Span.Part);

    private string X(double part) => Coordinate(Left + (part + 0.5) / Span.Parts * (Right - Left));

    private string Y(double value) => Coordinate(Bottom - _y!.Fraction(value) * (Bottom - Top));

    private string Path(IReadOnlyList<HealthPoint> run) => string.Join(' ', run.Select(point => $"{X(point.Part)},{Y(point.Value)}"));

    private static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
