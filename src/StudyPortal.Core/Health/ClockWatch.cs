namespace StudyPortal.Core.Health;

/// <summary>Compares the time of day with a clock that only runs forward, and so notices when the former is set.</summary>
internal sealed class ClockWatch(TimeProvider clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private (DateTimeOffset Wall, long Steady) _before = (clock.GetUtcNow(), clock.GetTimestamp());

    /// <summary>How far the time was set since the last look, forward or back; null when it was not.</summary>
    public TimeSpan? Look()
    {
        var (wall, steady) = (clock.GetUtcNow(), clock.GetTimestamp());
        var jump = wall - _before.Wall - clock.GetElapsedTime(_before.Steady, steady);
        _before = (wall, steady);
        return jump.Duration() > Tolerance ? jump : null;
    }
}
