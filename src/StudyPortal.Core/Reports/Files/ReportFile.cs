namespace StudyPortal.Core.Reports.Files;

/// <summary>A file to take home.</summary>
/// <param name="Name">Without folder; only letters, digits, dot, dash and underscore.</param>
public sealed record ReportFile(string Name, string MediaType, byte[] Content);
