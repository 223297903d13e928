namespace StudyPortal.Core.Jobs;

/// <summary>A job that is now the caller's to do.</summary>
/// <param name="IsResumed">An earlier run was killed or interrupted.</param>
public sealed record BegunJob(JobId Id, JobKind Kind, string Title, string RequestedBy, string RequestJson, string? TraceParent, bool IsResumed);
