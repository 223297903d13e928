using System.Text.Json;
using System.Text.Json.Serialization;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Reading;

/// <summary>An answer as the browser sends it: a value in the form of its question, or null and "cannot judge".</summary>
/// <param name="Score">The value, from a window that was opened before the portal asked anything but scores.</param>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record AnswerBody(
    [property: JsonRequired] Guid Question,
    [property: JsonRequired] Guid Key,
    [property: JsonRequired] int ExpectedVersion,
    JsonElement? Value,
    [property: JsonRequired] bool CannotJudge,
    [property: JsonRequired] int ActiveMilliseconds,
    int MapMilliseconds,
    ScreenFacts? Screen,
    ViewFacts? View,
    JsonElement? Score)
{
    /// <summary>Null when the body is no answer to any question.</summary>
    public AnswerSubmission? ToSubmission(ReadingSlotId slot, Guid account)
    {
        var viewing = new Viewing(ActiveMilliseconds, MapMilliseconds, Screen, View);
        var value = Value ?? Score;
        if (ExpectedVersion < 0 || Key == Guid.Empty || !viewing.IsPossible || CannotJudge != value is null) return null;
        return new AnswerSubmission(slot, QuestionId.From(Question), account, Key, ExpectedVersion, value, viewing);
    }
}
