namespace StudyPortal.Core.Reports.Figures;

/// <summary>From where to where an interval reaches at one place of a curve.</summary>
public sealed record BandPoint(double X, double Low, double High);
