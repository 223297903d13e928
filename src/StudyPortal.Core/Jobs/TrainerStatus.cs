namespace StudyPortal.Core.Jobs;

/// <summary>What is known of one trainer.</summary>
/// <param name="IsAlive">It gave a sign of life within <see cref="ReadTrainers.Patience"/>.</param>
/// <param name="Activity">What it last told to have in hand.</param>
public sealed record TrainerStatus(string Host, int ProcessId, string SoftwareVersion, DateTime StartedUtc, DateTime HeartbeatUtc, bool IsAlive, TrainerActivity Activity);
