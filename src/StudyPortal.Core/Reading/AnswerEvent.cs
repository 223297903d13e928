using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>One change of one answer; the table only grows.</summary>
public sealed class AnswerEvent
{
    public long Id { get; init; }

    /// <summary>Chosen by the browser, so that an answer sent twice is stored once.</summary>
    public required Guid IdempotencyKey { get; init; }

    public required ReadingSlotId SlotId { get; init; }

    public required QuestionId QuestionId { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTime AtUtc { get; init; }

    public required int? OldScore { get; init; }

    public required bool OldCannotJudge { get; init; }

    public required int? NewScore { get; init; }

    public required bool NewCannotJudge { get; init; }

    /// <summary>The answer's version after this change.</summary>
    public required int Version { get; init; }

    /// <summary>Milliseconds the case was in view before this answer, as the browser measured.</summary>
    public required int ActiveMilliseconds { get; init; }

    /// <summary>Why it was changed; empty for a first answer.</summary>
    public required string Reason { get; init; }
}
