using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Saliency;

/// <summary>One case as several models see it.</summary>
/// <param name="Boxes">The target label's lesions, in shares (0..1) of the square that the models see.</param>
/// <param name="Maps">In the order of the models asked for; null where the map has not been made.</param>
public sealed record CaseComparison(
    CaseId CaseId, int Number, string TargetLabel, LabelValue Truth, IReadOnlyList<RelativeBox> Boxes, IReadOnlyList<MapRow?> Maps);

/// <summary>A rectangle in shares of the square; it may reach beyond it.</summary>
public readonly record struct RelativeBox(double X, double Y, double Width, double Height);
