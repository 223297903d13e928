namespace StudyPortal.Core.Jobs;

/// <summary>Long work done by a trainer; its row is what pages and hubs show of it.</summary>
public sealed class Job
{
    public required JobId Id { get; init; }

    public required JobKind Kind { get; init; }

    /// <summary>For a person: "Train dual-bn on Phantom chest".</summary>
    public required string Title { get; init; }

    /// <summary>The kind's own request, as JSON.</summary>
    public required string RequestJson { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>The trace it was asked for in, as a W3C traceparent: the trainer goes on with it.</summary>
    public string? TraceParent { get; init; }

    public JobState State { get; internal set; } = JobState.Queued;

    /// <summary>Done so far, 0..1.</summary>
    public double Progress { get; internal set; }

    /// <summary>What it is doing now, or why it ended.</summary>
    public string Message { get; internal set; } = "";

    public DateTime? StartedUtc { get; internal set; }

    public DateTime? FinishedUtc { get; internal set; }

    /// <summary>Last sign of life of the trainer that runs it.</summary>
    public DateTime? HeartbeatUtc { get; internal set; }

    public double? SecondsLeft { get; internal set; }

    public bool CancelRequested { get; internal set; }

    /// <summary>The trainer that has it in hand or had it last, see <see cref="TrainerName"/>; empty before the first.</summary>
    public string Trainer { get; internal set; } = "";

    /// <summary>Where on that trainer it computes or computed last: "cpu", "cuda:0"; empty before the first.</summary>
    public string Device { get; internal set; } = "";

    /// <summary>How often a trainer has begun it; above 1 it was resumed after a crash.</summary>
    public int Attempts { get; internal set; }

    /// <summary>How often a trainer died while it ran this job.</summary>
    public int TrainerDeaths { get; internal set; }

    /// <summary>What it made: a data set, model or evaluation id.</summary>
    public Guid? ResultId { get; internal set; }

    /// <summary>Another trainer has it now: who was silent for too long and comes back must leave it alone.</summary>
    internal bool IsLostTo(TrainerName trainer) => Trainer.Length > 0 && Trainer != trainer.Value;

    internal void End(JobState state, string message, DateTime now) =>
        (State, Message, FinishedUtc, SecondsLeft) = (state, message, now, null);
}
