namespace StudyPortal.Core.Studies.Reminders;

/// <summary>A reminder as it is sent, or shown to be sent by hand.</summary>
/// <param name="ReaderId">Whom it is for.</param>
/// <param name="Code">R1, R2, ...</param>
/// <param name="DisplayName">His name.</param>
/// <param name="Address">His e-mail address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">What it says: counts, the deadline and the link; never a score.</param>
public sealed record Letter(StudyReaderId ReaderId, string Code, string DisplayName, string Address, string Subject, string Text)
{
    internal static Letter Of(Study study, ReaderProgress reader, string address, string portal)
    {
        var left = reader.Total - reader.Answered;
        var until = study.Settings.Deadline is { } day ? FormattableString.Invariant($" by {day:yyyy-MM-dd} (UTC)") : "";
        var work = reader.WorkLeft is { } time ? FormattableString.Invariant($" At your pace so far that is about {Math.Max(1, Math.Ceiling(time.TotalMinutes)):0} minutes of reading.") : "";
        return new Letter(
            reader.Id, reader.Code, reader.DisplayName, address,
            $"{study.Name}: {reader.Answered} of {reader.Total} cases rated",
            $"""
            Dear {reader.DisplayName},

            you have rated {reader.Answered} of {reader.Total} cases of the study "{study.Name}". Please rate the {(reader.Answered > 0 ? "other " : "")}{left}{until}.{work}

            Go on at the place where you stopped: {portal}/read/{study.Id}

            Every rating marked as saved is stored. Thank you for reading.
            """);
    }
}

/// <summary>A letter and what became of it.</summary>
/// <param name="Letter">What was sent, or was to be.</param>
/// <param name="Problem">Null when the mail server took it.</param>
public sealed record SentLetter(Letter Letter, string? Problem);
