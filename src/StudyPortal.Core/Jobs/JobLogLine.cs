namespace StudyPortal.Core.Jobs;

public sealed class JobLogLine
{
    public long Id { get; init; }

    public required JobId JobId { get; init; }

    public required DateTime AtUtc { get; init; }

    public required string Text { get; init; }
}
