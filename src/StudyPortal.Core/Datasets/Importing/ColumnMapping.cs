namespace StudyPortal.Core.Datasets;

/// <summary>Which column of a labels file means what, by the header's text; null where there is none.</summary>
public sealed record ColumnMapping(string File, string? Patient, string? Fold, string? View, IReadOnlyList<string> Labels);
