using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Web.Features.Models;

/// <summary>A grid of numbers in colours that get lighter with the number, for any colour vision.</summary>
public sealed partial class HeatMap
{
    private const int Width = 800;
    private const int Margin = 150;
    private const int Below = 120;
    private const int MostPrinted = 14;
    private const int MostNames = 24;

    /// <summary>Viridis (van der Walt and Smith 2015) at nine equal steps.</summary>
    private static readonly (int Red, int Green, int Blue)[] Viridis =
        [(68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99), (170, 220, 50), (253, 231, 37)];

    private double _lowest;
    private double _highest;

    [Parameter, EditorRequired] public required AnalysisPart.Grid Grid { get; set; }

    private static string Ramp => string.Join(", ", Viridis.Select(Css));

    private double Cell => Math.Min(46, (Width - Margin - 4.0) / Grid.Columns.Count);

    private string Height => Number(Grid.Rows.Count * Cell + Below);

    private bool IsPrinted => Grid.Columns.Count <= MostPrinted;

    private string Summary =>
        $"{Grid.Title}: {Grid.Rows.Count} rows by {Grid.Columns.Count} columns, from {ModelWords.Number(_lowest)} to {ModelWords.Number(_highest)}; the CSV file has every number.";

    protected override void OnParametersSet()
    {
        var values = Grid.Values.OfType<double>().DefaultIfEmpty(0).ToList();
        (_lowest, _highest) = (values.Min(), values.Max());
    }

    private static int Every(int count) => (count + MostNames - 1) / MostNames;

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Short(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal) ?? "–";

    private static string Css((int Red, int Green, int Blue) colour) =>
        string.Create(CultureInfo.InvariantCulture, $"rgb({colour.Red} {colour.Green} {colour.Blue})");

    private string Colour(double? value)
    {
        if (value is not { } number) return "transparent";
        var place = Place(number) * (Viridis.Length - 1);
        var (below, share) = ((int)Math.Min(place, Viridis.Length - 2), place - (int)Math.Min(place, Viridis.Length - 2));
        var (from, to) = (Viridis[below], Viridis[below + 1]);
        return Css((Mix(from.Red, to.Red, share), Mix(from.Green, to.Green, share), Mix(from.Blue, to.Blue, share)));
    }

    private bool IsLight(double? value) => value is not { } number || Place(number) > 0.55;

    private double Place(double value) => _highest > _lowest ? (value - _lowest) / (_highest - _lowest) : 0.5;

    private static int Mix(int from, int to, double share) => (int)Math.Round(from + share * (to - from));
}
