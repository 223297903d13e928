namespace StudyPortal.Core.Datasets;

/// <summary>Columns that the user names, by the header's text; whatever is null is suggested by the header.</summary>
public sealed record ColumnHints(string? File = null, string? Patient = null, string? Fold = null, string? View = null, IReadOnlyList<string>? Labels = null);
