namespace StudyPortal.Core.Datasets;

/// <summary>From which case on to list: after or before one of this number, or so many further on.</summary>
public readonly record struct CaseCursor(int After = 0, int? Before = null, int Skip = 0);
