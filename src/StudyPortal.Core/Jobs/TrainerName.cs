namespace StudyPortal.Core.Jobs;

/// <summary>What a trainer signs its jobs with: its host and its process, so that one that was started anew is another.</summary>
public sealed record TrainerName(string Value)
{
    public static TrainerName OfThisProcess { get; } = new(FormattableString.Invariant($"{Environment.MachineName}/{Environment.ProcessId}"));

    public string Host => Value[..Math.Max(Value.LastIndexOf('/'), 0)];

    public string ProcessId => Value[(Value.LastIndexOf('/') + 1)..];
}
