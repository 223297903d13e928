using System.Text.Json;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Web.Features.Reading;

/// <summary>What a reader's window works with; a pilot is as open to it as the study itself. The ids are random; nothing here tells one arm from another.</summary>
internal sealed record SessionBody(
    Guid Reader, string State, bool AllowsChanges, int Position, int Furthest, bool DisplayCheckDue, IReadOnlyDictionary<string, string> Keys,
    IReadOnlyList<QuestionBody> Questions, IReadOnlyList<PlaceBody> Places, string Token,
    int? MaxPerSitting, int? BreakAfterMinutes, SittingBody Sitting)
{
    public static SessionBody Of(ReadingSession session, string token) => new(
        session.ReaderId.Value, StateOf(session), session.AllowsChanges, session.Position, session.Furthest, session.NeedsDisplayCheck, session.Keys,
        [.. session.Questions.Select(QuestionBody.Of)], [.. session.Places.Select(PlaceBody.Of)], token,
        session.MaxPerSitting, session.BreakAfterMinutes, SittingBody.Of(session.Sitting));

    private static string StateOf(ReadingSession session) => session switch
    {
        { IsSigned: true } => "Signed",
        { State: StudyState.Pilot } => nameof(StudyState.Open),
        _ => session.State.ToString(),
    };
}

/// <summary>The sitting that goes on: over after the milliseconds left, or after those of a break from the next place on.</summary>
internal sealed record SittingBody(int Rated, double LeftMilliseconds, double BreakMilliseconds)
{
    public static SittingBody Of(Sitting sitting) => new(sitting.Rated, sitting.Left.TotalMilliseconds, Sitting.Gap.TotalMilliseconds);
}

/// <summary>One question of the instrument.</summary>
internal sealed record QuestionBody(
    Guid Id, string Prompt, AnswerForm Form, bool IsRequired, bool AllowsCannotJudge, bool OfImageAlone, IReadOnlyList<string> Keys)
{
    public static QuestionBody Of(Question question) => new(
        question.Id.Value, question.Prompt, question.Form, question.IsRequired, question.AllowsCannotJudge, question.Step == ReadingStep.ImageAlone, question.Keys);
}

/// <summary>One place; a question without an entry among its answers is not answered.</summary>
internal sealed record PlaceBody(Guid Id, string Finding, bool Withdrawn, bool Revealed, IReadOnlyDictionary<Guid, GivenBody> Answers, WindowBody Window, int Session, int Slice, RescaleBody? Hounsfield)
{
    public static PlaceBody Of(ReadingPlace place) => new(
        place.Id.Value, place.Finding, place.IsWithdrawn, place.IsRevealed, place.Answers.ToDictionary(answer => answer.Key.Value, answer => GivenBody.Of(answer.Value)),
        new(place.WindowLow, place.WindowHigh), place.Session, place.KeySlice, place.Hounsfield is { } to ? new RescaleBody(to.Slope, to.Intercept) : null);
}

/// <summary>From stored values to Hounsfield units.</summary>
internal sealed record RescaleBody(double Slope, double Intercept);

/// <summary>The stored values shown as black and as white.</summary>
internal sealed record WindowBody(int Low, int High);

/// <summary>An answer as it stands; null means "cannot judge".</summary>
internal sealed record GivenBody(JsonElement? Value, int Version)
{
    public static GivenBody Of(GivenAnswer given) => new(ValueOf(given.Value), given.Version);

    public static JsonElement? ValueOf(AnswerValue? value) => value?.Json is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : null;
}
