using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Work;

/// <summary>The work of one kind of job. It may be killed at any instruction and is then run again with <see cref="JobContext.IsResumed"/>.</summary>
public abstract class JobWork
{
    public abstract JobKind Kind { get; }

    /// <summary>
    /// Does the job. Exceptions fail it, their message being what the user reads; cancelling ends it with <see cref="OperationCanceledException"/>.
    /// Long computing belongs on a thread of its own (<see cref="DedicatedThread"/>).
    /// </summary>
    /// <returns>The id of what was made, if one thing was made.</returns>
    public abstract Task<Guid?> RunAsync(JobContext job, CancellationToken cancellationToken);
}
