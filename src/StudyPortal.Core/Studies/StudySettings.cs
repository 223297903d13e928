using System.Globalization;

namespace StudyPortal.Core.Studies;

/// <summary>What an administrator may change while people read: when it shall be done, how much at once, when to worry.</summary>
public sealed record StudySettings
{
    public const int UsualSilentDays = 3;

    private const string None = "none";

    /// <summary>The last day on which readers are asked to rate, in UTC; null without one.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Places that a reader may rate in one <see cref="Reading.Sitting"/>; null without a limit.</summary>
    public int? MaxPerSitting { get; init; }

    /// <summary>Minutes after which the room suggests a break; null for never.</summary>
    public int? BreakAfterMinutes { get; init; }

    /// <summary>Days without a sign of life after which a reader of an open study counts as silent.</summary>
    public int SilentDays { get; init; } = UsualSilentDays;

    /// <summary>Days before the deadline from which a reader who is not done is reminded, once; null for never.</summary>
    public int? RemindDaysBefore { get; init; }

    /// <summary>Days of silence after which a reader is reminded, again after as many more; null for never.</summary>
    public int? RemindSilentDays { get; init; }

    public static StudySettings Usual { get; } = new();

    /// <summary>When the deadline's day is over.</summary>
    internal DateTime? DeadlineUtc => Deadline?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>Always the same parts in the same order.</summary>
    internal IEnumerable<(string What, string Value)> InWords =>
    [
        ("deadline", Deadline?.ToString("O", CultureInfo.InvariantCulture) ?? None),
        ("cases in one sitting", Number(MaxPerSitting)),
        ("minutes until a break", Number(BreakAfterMinutes)),
        ("days until silent", Number(SilentDays)),
        ("reminder days before the deadline", Number(RemindDaysBefore)),
        ("reminder days of silence", Number(RemindSilentDays)),
    ];

    internal IEnumerable<string> Problems()
    {
        if (MaxPerSitting < 1) yield return "A sitting has at least 1 place; leave the limit empty for none.";
        if (BreakAfterMinutes < 1) yield return "A break comes after 1 minute or more; leave it empty for none.";
        if (SilentDays < 1) yield return "A reader is silent after 1 day or more.";
        if (RemindDaysBefore < 1) yield return "Readers are reminded 1 day or more before the deadline; leave it empty for never.";
        if (RemindDaysBefore is not null && Deadline is null) yield return "Reminders before the deadline need a deadline.";
        if (RemindSilentDays < 1) yield return "A silent reader is reminded after 1 day or more; leave it empty for never.";
    }

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? None;
}
