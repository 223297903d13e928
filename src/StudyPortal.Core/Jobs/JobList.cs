namespace StudyPortal.Core.Jobs;

/// <summary>One page of jobs, and how many there are on all pages.</summary>
public sealed record JobList(IReadOnlyList<JobSnapshot> Jobs, int Total);
