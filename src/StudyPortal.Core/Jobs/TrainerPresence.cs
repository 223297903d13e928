namespace StudyPortal.Core.Jobs;

/// <summary>A trainer's sign of life: one row for each that runs or was heard lately.</summary>
public sealed class TrainerPresence
{
    public required string Host { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>Where it computes, as its option names them: <c>cpu</c> or <c>cuda:0,cuda:1</c>.</summary>
    public string Devices { get; internal set; } = "";

    public string SoftwareVersion { get; internal set; } = "";

    public DateTime StartedUtc { get; internal set; }

    public DateTime HeartbeatUtc { get; internal set; }
}
