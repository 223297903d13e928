using System.Text.Json;
using System.Text.Json.Serialization;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Reading;

/// <summary>An answer as the browser sends it: a value in the form of its question, or null and "cannot judge".</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record AnswerBody(
    [property: JsonRequired] Guid Question,
    [property: JsonRequired] Guid Key,
    [property: JsonRequired] int ExpectedVersion,
    [property: JsonRequired] JsonElement Value,
    [property: JsonRequired] bool CannotJudge,
    [property: JsonRequired] int ActiveMilliseconds,
    [property: JsonRequired] int MapMilliseconds,
    ScreenFacts? Screen,
    ViewFacts? View)
{
    /// <summary>Null when the body is no answer to any question.</summary>
    public AnswerSubmission? ToSubmission(ReadingSlotId slot, Guid account)
    {
        var viewing = new Viewing(ActiveMilliseconds, MapMilliseconds, Screen, View);
        if (ExpectedVersion < 0 || Key == Guid.Empty || !viewing.IsPossible || CannotJudge != (Value.ValueKind == JsonValueKind.Null)) return null;
        return new AnswerSubmission(slot, QuestionId.From(Question), account, Key, ExpectedVersion, CannotJudge ? null : Value, viewing);
    }
}
