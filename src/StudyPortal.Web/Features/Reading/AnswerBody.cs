using System.Text.Json.Serialization;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Reading;

/// <summary>A rating as the browser sends it: a score of 0..5, or null and "cannot judge".</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record AnswerBody(
    [property: JsonRequired] Guid Question,
    [property: JsonRequired] Guid Key,
    [property: JsonRequired] int ExpectedVersion,
    [property: JsonRequired] int? Score,
    [property: JsonRequired] bool CannotJudge,
    [property: JsonRequired] int ActiveMilliseconds)
{
    /// <summary>Null when the body is no rating.</summary>
    public RatingSubmission? ToSubmission(ReadingSlotId slot, Guid account) => (Score, CannotJudge) switch
    {
        _ when ActiveMilliseconds < 0 || ExpectedVersion < 0 || Key == Guid.Empty => null,
        (null, true) => Submission(slot, account, Rating.CannotJudge),
        ( >= 0 and <= 5, false) => Submission(slot, account, Rating.Scored(Score.Value)),
        _ => null,
    };

    private RatingSubmission Submission(ReadingSlotId slot, Guid account, Rating rating) =>
        new(slot, QuestionId.From(Question), account, Key, ExpectedVersion, rating, ActiveMilliseconds);
}
