namespace StudyPortal.Core.Datasets;

/// <summary>Some of the <see cref="Total"/> cases that a filter lets through.</summary>
public sealed record CaseList(int Total, IReadOnlyList<CaseRow> Cases);
