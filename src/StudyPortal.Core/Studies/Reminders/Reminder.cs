namespace StudyPortal.Core.Studies.Reminders;

/// <summary>One message to one reader. One that could not be delivered stays, one for a reader at most, until a later attempt delivers it.</summary>
public sealed class Reminder
{
    public long Id { get; init; }

    public required StudyId StudyId { get; init; }

    public required StudyReaderId ReaderId { get; init; }

    public ReminderCause Cause { get; internal set; }

    /// <summary>Where it went, or was last to go.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>When it was delivered, or last attempted.</summary>
    public DateTime AtUtc { get; internal set; }

    /// <summary>Why it was not delivered; empty when it was.</summary>
    public string Problem { get; internal set; } = "";
}

/// <summary>Why a reader is reminded.</summary>
public enum ReminderCause
{
    /// <summary>An administrator asked for it.</summary>
    Asked,

    /// <summary>The deadline is near.</summary>
    Deadline,

    /// <summary>There was no sign of life for days.</summary>
    Silence,
}
