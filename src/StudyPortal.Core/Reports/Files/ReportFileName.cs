namespace StudyPortal.Core.Reports.Files;

/// <summary>A file that a report can give, and what is in it.</summary>
public sealed record ReportFileName(string Name, string Content);
