using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>How the map of a place agrees with what the reader marked there.</summary>
/// <param name="Arm">Null for a control that is of no arm.</param>
/// <param name="Control">Null where the map is not a hidden control.</param>
/// <param name="Marks">How many marks; the places without any are not here.</param>
/// <param name="MassInside">Share of the absolute map inside the marks, 0..1; null where the map is zero everywhere.</param>
/// <param name="AreaInside">Share of the image inside them.</param>
/// <param name="Hit">The strongest absolute value of the map lies inside.</param>
/// <param name="Iou">Intersection over union of the marks and as many of the map's strongest pixels as they cover.</param>
public sealed record OverlapFacts(
    string Reader, int Case, string TargetLabel, int? Arm, int Question, int Position, SlotPurpose Purpose, ControlKind? Control, bool Withdrawn,
    int Marks, double? MassInside, double AreaInside, bool Hit, double? Iou);
