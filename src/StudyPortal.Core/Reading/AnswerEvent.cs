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

    /// <summary>JSON; null before the first answer and where it was "cannot judge".</summary>
    public required string? OldValue { get; init; }

    public required bool OldCannotJudge { get; init; }

    /// <summary>JSON; null exactly when <see cref="NewCannotJudge"/>.</summary>
    public required string? NewValue { get; init; }

    public required bool NewCannotJudge { get; init; }

    /// <summary>The answer's version after this change.</summary>
    public required int Version { get; init; }

    /// <inheritdoc cref="Viewing.ActiveMilliseconds"/>
    public required int ActiveMilliseconds { get; init; }

    /// <inheritdoc cref="Viewing.MapMilliseconds"/>
    public required int MapMilliseconds { get; init; }

    /// <summary>The <see cref="ScreenFacts"/>; empty where they are not known.</summary>
    public required string ScreenJson { get; init; }

    /// <summary>The <see cref="ViewFacts"/>; empty where they are not known.</summary>
    public required string ViewJson { get; init; }

    /// <summary>Why it was changed; empty for a first answer.</summary>
    public required string Reason { get; init; }
}
