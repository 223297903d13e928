namespace StudyPortal.Core.Models;

/// <summary>One series that a training job measured, by rising abscissa.</summary>
public sealed record TrainingCurve(string Series, IReadOnlyList<CurvePoint> Points);

public readonly record struct CurvePoint(double X, double Y);
