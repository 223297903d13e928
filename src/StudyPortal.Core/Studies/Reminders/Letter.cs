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
    internal static Letter Of(Study study, ReaderProgress reader, (string Address, string Language) mailbox, string portal)
    {
        var texts = new LetterTexts(mailbox.Language);
        var until = study.Settings.Deadline is { } day ? texts.Of("Until", FormattableString.Invariant($"{day:yyyy-MM-dd}")) : "";
        var please = texts.Of(reader.Answered > 0 ? "PleaseOthers" : "PleaseAll", reader.Total - reader.Answered, until);
        var pace = reader.WorkLeft is { } time ? texts.Of("Pace", Math.Max(1, Math.Ceiling(time.TotalMinutes))) : "";
        return new Letter(
            reader.Id, reader.Code, reader.DisplayName, mailbox.Address,
            texts.Of("Subject", study.Name, reader.Answered, reader.Total),
            $"""
            {texts.Of("Greeting", reader.DisplayName)}

            {texts.Of("Count", reader.Answered, reader.Total, study.Name)} {please}{pace}

            {texts.Of("GoOn", $"{portal}/read/{study.Id}")}

            {texts.Of("Closing")}
            """);
    }
}

/// <summary>A letter and what became of it.</summary>
/// <param name="Letter">What was sent, or was to be.</param>
/// <param name="Problem">Null when the mail server took it.</param>
public sealed record SentLetter(Letter Letter, string? Problem);
