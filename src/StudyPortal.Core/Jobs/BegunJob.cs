namespace StudyPortal.Core.Jobs;

/// <summary>A job that is now the caller's to do.</summary>
/// <param name="Attempts">Runs, this one included.</param>
public sealed record BegunJob(JobId Id, JobKind Kind, string Title, string RequestedBy, string RequestJson, string? TraceParent, int Attempts)
{
    /// <summary>An earlier run was killed or interrupted.</summary>
    public bool IsResumed => Attempts > 1;
}
