namespace StudyPortal.Core.Datasets;

/// <summary>Some of the <see cref="Total"/> cases that a filter lets through.</summary>
public sealed record CasePage(int Total, IReadOnlyList<CaseRow> Cases);
