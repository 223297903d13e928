namespace StudyPortal.Core.Studies.Reminders;

/// <summary>When a reader who is not done is reminded without anybody asking: at most once a day.</summary>
internal static class ReminderRules
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="study">An open study.</param>
    /// <param name="reader">One of its readers.</param>
    /// <param name="delivered">The reminders that he got.</param>
    /// <param name="now">When it is.</param>
    /// <returns>Null when he is left in peace now.</returns>
    public static ReminderCause? Cause(Study study, StudyReader reader, IReadOnlyList<Reminder> delivered, DateTime now)
    {
        if (delivered.Any(r => now - r.AtUtc < Day)) return null;
        if (IsDeadlineNear(study.Settings, delivered, now)) return ReminderCause.Deadline;
        return study.Settings.RemindSilentDays is { } days
            && ReaderAlarms.SilentFor(study, reader, now).TotalDays >= days
            && delivered.All(r => (now - r.AtUtc).TotalDays >= days)
            ? ReminderCause.Silence
            : null;
    }

    /// <summary>From so many days before the deadline's day until that day is over, once.</summary>
    private static bool IsDeadlineNear(StudySettings settings, IReadOnlyList<Reminder> delivered, DateTime now) =>
        settings is { RemindDaysBefore: { } days, DeadlineUtc: { } end } && end.AddDays(-days - 1) is var begin
        && now >= begin && now < end && !delivered.Any(r => r.Cause == ReminderCause.Deadline && r.AtUtc >= begin);
}
