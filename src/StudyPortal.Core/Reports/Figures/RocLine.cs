using StudyPortal.Core.Models;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>One curve of a ROC plot.</summary>
/// <param name="Name">Its text in the legend.</param>
/// <param name="Points">X = false positive rate, Y = true positive rate; a curve without points is not drawn.</param>
/// <param name="Colour">As an arm's ordinal.</param>
/// <param name="Pattern">0 solid, then three kinds of dashes, again from the start after them.</param>
/// <param name="Band">Intervals of the true positive rate, from left to right; null for none.</param>
/// <param name="Marks">Points of the curve to mark; null for none.</param>
public sealed record RocLine(
    string Name, IReadOnlyList<CurvePoint> Points, int Colour, int Pattern, bool IsThin = false,
    IReadOnlyList<BandPoint>? Band = null, IReadOnlyList<CurveMark>? Marks = null);
