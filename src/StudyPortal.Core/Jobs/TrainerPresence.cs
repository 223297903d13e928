namespace StudyPortal.Core.Jobs;

/// <summary>A trainer's sign of life: one row for each host that has run one.</summary>
public sealed class TrainerPresence
{
    public required string Host { get; init; }

    public int ProcessId { get; internal set; }

    public string SoftwareVersion { get; internal set; } = "";

    public DateTime StartedUtc { get; internal set; }

    public DateTime HeartbeatUtc { get; internal set; }

    /// <summary>What it has in hand, a <see cref="TrainerActivity"/> as JSON; empty from a trainer that did not tell.</summary>
    public string ActivityJson { get; internal set; } = "";
}
