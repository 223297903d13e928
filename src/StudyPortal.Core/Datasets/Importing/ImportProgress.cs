namespace StudyPortal.Core.Datasets;

/// <summary>How far an import is; the seconds left are null until they can be told.</summary>
public sealed record ImportProgress(int Done, int Total, double? SecondsLeft);
