using StudyPortal.Core.Models;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>A point of a curve that is worth a marker.</summary>
public sealed record CurveMark(CurvePoint At, CurveMarkKind Kind);
