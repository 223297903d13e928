namespace StudyPortal.Core.Jobs;

/// <summary>How one run of a job ended.</summary>
public abstract record JobOutcome
{
    private JobOutcome() { }

    /// <param name="ResultId">What it made, if it made one thing.</param>
    public sealed record Succeeded(Guid? ResultId) : JobOutcome;

    /// <param name="Reason">What the person who asked for it reads.</param>
    public sealed record Failed(string Reason) : JobOutcome;

    public sealed record Cancelled : JobOutcome;

    /// <summary>The trainer was stopped, or the store did not answer it; the job waits for the next one.</summary>
    public sealed record Interrupted : JobOutcome;
}
