using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>A rating on its way in.</summary>
/// <param name="SlotId">Which place of the reader's order.</param>
/// <param name="QuestionId">Which question.</param>
/// <param name="AccountId">Who is signed in.</param>
/// <param name="IdempotencyKey">Chosen once per rating: sent again, it is stored once.</param>
/// <param name="ExpectedVersion">The version that the reader saw; 0 where there was no answer.</param>
/// <param name="Rating">What he says.</param>
/// <param name="ActiveMilliseconds">How long he looked.</param>
public sealed record RatingSubmission(
    ReadingSlotId SlotId, QuestionId QuestionId, Guid AccountId, Guid IdempotencyKey, int ExpectedVersion, Rating Rating, int ActiveMilliseconds);
