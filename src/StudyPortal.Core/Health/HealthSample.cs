namespace StudyPortal.Core.Health;

/// <summary>One figure of one process at one time.</summary>
public sealed class HealthSample
{
    public long Id { get; init; }

    public required HealthFigure Figure { get; init; }

    /// <summary>The process: its role and machine.</summary>
    public required string Source { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>In the unit of the figure.</summary>
    public required double Value { get; init; }

    /// <summary>The mean of an hour's samples, which it replaced.</summary>
    public bool IsHourly { get; init; }
}
