namespace StudyPortal.Core.Jobs;

/// <summary>A trainer's sign of life: one row for each that runs or was heard lately.</summary>
public sealed class TrainerPresence
{
    public required string Host { get; init; }

    public required int ProcessId { get; init; }

    public string SoftwareVersion { get; internal set; } = "";

    public DateTime StartedUtc { get; internal set; }

    public DateTime HeartbeatUtc { get; internal set; }

    /// <summary>What it has in hand, a <see cref="TrainerActivity"/> as JSON; empty from a trainer that did not tell.</summary>
    public string ActivityJson { get; internal set; } = "";
}
