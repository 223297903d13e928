namespace StudyPortal.Core.Reports.Results;

/// <summary>How far the making of a report is.</summary>
/// <param name="Section">What is being computed.</param>
/// <param name="Share">Of the whole, 0..1, by the time that the sections usually take.</param>
public sealed record ReportProgress(string Section, double Share);
