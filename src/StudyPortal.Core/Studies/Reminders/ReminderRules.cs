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
        var told = delivered.Where(r => r.AtUtc < now + ReaderAlarms.MostAhead).ToList();
        if (told.Exists(r => now - r.AtUtc < Day)) return null;
        if (IsDeadlineNear(study.Settings, told, now)) return ReminderCause.Deadline;
        return study.Settings.RemindSilentDays is { } days
            && ReaderAlarms.SilentFor(study, reader, now).TotalDays >= days
            && told.TrueForAll(r => (now - r.AtUtc).TotalDays >= days)
            ? ReminderCause.Silence
            : null;
    }

    /// <summary>From so many days before the deadline's day until that day is over, once.</summary>
    private static bool IsDeadlineNear(StudySettings settings, List<Reminder> told, DateTime now) =>
        settings is { RemindDaysBefore: { } days, DeadlineUtc: { } end } && end.AddDays(-days - 1) is var begin
        && now >= begin && now < end && !told.Exists(r => r.Cause == ReminderCause.Deadline && r.AtUtc >= begin);
}
