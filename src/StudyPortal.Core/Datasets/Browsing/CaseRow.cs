namespace StudyPortal.Core.Datasets;

/// <summary>A case in a grid, with the labels that are positive in alphabetical order.</summary>
public sealed record CaseRow(CaseId Id, int Number, string Patient, DatasetSplit Split, string View, IReadOnlyList<string> Positive);
