namespace StudyPortal.Core.Datasets;

/// <summary>Where a finding lies, in pixels of the stored image from its upper left corner.</summary>
public sealed record CaseBox(string Label, double X, double Y, double Width, double Height);
