namespace StudyPortal.Core.Jobs;

/// <summary>The trainer's side of the queue; the portal itself has none, for it only puts jobs in.</summary>
public interface IJobRunner
{
    /// <summary>Runs one job to its end; never throws for what the job did.</summary>
    /// <param name="stopping">The process is going down: leave the job for the next one.</param>
    Task RunAsync(JobId id, CancellationToken stopping);
}
