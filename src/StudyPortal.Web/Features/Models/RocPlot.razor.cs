using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace StudyPortal.Web.Features.Models;

/// <summary>Empirical ROC curves and the line of chance.</summary>
public sealed partial class RocPlot
{
    private const int Side = 340, Start = 44, End = Side - 10;

    private static readonly double[] Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>What the plot shows, for those who do not see it.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<RocLine> Lines { get; set; }

    private static string? Dashes(RocLine line) => line.Dashed ? "5 3" : null;

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string X(double value) => Number(Start + value * (End - Start));

    private static string Y(double value) => Number(Side - Start + value * (Side - End - (Side - Start)));

    private static string Path(RocLine line) => string.Join(' ', line.Points.Select(p => $"{X(p.X)},{Y(p.Y)}"));
}
