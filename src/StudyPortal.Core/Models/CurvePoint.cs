namespace StudyPortal.Core.Models;

public readonly record struct CurvePoint(double X, double Y);
