using System.Text.Json;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>An answer on its way in.</summary>
/// <param name="SlotId">Which place of the reader's order.</param>
/// <param name="QuestionId">Which question.</param>
/// <param name="AccountId">Who is signed in.</param>
/// <param name="IdempotencyKey">Chosen once per answer: sent again, it is stored once.</param>
/// <param name="ExpectedVersion">The version that the reader saw; 0 where there was no answer.</param>
/// <param name="Value">What he says, in the form of the question; null for "cannot judge".</param>
/// <param name="Viewing">How he looked.</param>
public sealed record AnswerSubmission(
    ReadingSlotId SlotId, QuestionId QuestionId, Guid AccountId, Guid IdempotencyKey, int ExpectedVersion, JsonElement? Value, Viewing Viewing);
