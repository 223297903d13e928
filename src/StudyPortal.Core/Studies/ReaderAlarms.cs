namespace StudyPortal.Core.Studies;

/// <summary>When an administrator should look after a reader who is not done.</summary>
internal static class ReaderAlarms
{
    public static IReadOnlyList<string> Of(Study study, StudyReader reader, DateTime? finish, int left, DateTime now) =>
        study.State == StudyState.Open && !study.IsSimulated ? [.. Silence(study, reader, now), .. Lateness(study, finish, left, now)] : [];

    /// <summary>A time that is further ahead comes from a clock that was wrong, and tells nothing; one that is less far ahead is now.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    /// <summary>Since the last sign of life, but not from before he could read: opening, resuming and joining begin anew.</summary>
    public static TimeSpan SilentFor(Study study, StudyReader reader, DateTime now) =>
        now - (new[] { reader.LastSeenUtc, study.ReadingSinceUtc ?? study.OpenedUtc, reader.JoinedUtc }.Where(time => time < now + MostAhead).Max() ?? now);

    private static IEnumerable<string> Silence(Study study, StudyReader reader, DateTime now)
    {
        var silent = SilentFor(study, reader, now);
        if (silent.TotalDays >= study.Settings.SilentDays)
            yield return FormattableString.Invariant($"{(reader.LastSeenUtc is null ? "has not begun" : "no sign of life")} for {Math.Floor(silent.TotalDays):0} days");
    }

    private static IEnumerable<string> Lateness(Study study, DateTime? finish, int left, DateTime now)
    {
        if (study.Settings is not { Deadline: { } day, DeadlineUtc: { } end }) yield break;
        if (now >= end) yield return FormattableString.Invariant($"the deadline {day:yyyy-MM-dd} is over with {left} to go");
        else if (finish >= end) yield return FormattableString.Invariant($"at this pace done on {finish:yyyy-MM-dd}, after the deadline {day:yyyy-MM-dd}");
    }
}
