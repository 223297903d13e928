using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>The current answer to one question of one slot; missing means no row. It can always be rebuilt from the events.</summary>
public sealed class Answer
{
    public required ReadingSlotId SlotId { get; init; }

    public required QuestionId QuestionId { get; init; }

    /// <summary>JSON in the form of the question; null exactly when <see cref="CannotJudge"/>.</summary>
    public string? Value { get; internal set; }

    public bool CannotJudge { get; internal set; }

    /// <summary>1 for the first answer, one more with each change: what a second tab must name to overwrite.</summary>
    public int Version { get; internal set; }

    public DateTime AtUtc { get; internal set; }

    internal AnswerValue Content => AnswerValue.Stored(Value, CannotJudge);

    /// <summary>The only way to give or change an answer; the event must be stored in the same transaction.</summary>
    internal AnswerEvent Change(AnswerValue value, AnswerSource source)
    {
        var change = new AnswerEvent
        {
            IdempotencyKey = source.IdempotencyKey,
            SlotId = SlotId,
            QuestionId = QuestionId,
            AccountId = source.AccountId,
            AtUtc = source.AtUtc,
            OldValue = Value,
            OldCannotJudge = CannotJudge,
            NewValue = value.Json,
            NewCannotJudge = value.IsCannotJudge,
            Version = Version + 1,
            ActiveMilliseconds = source.Viewing.ActiveMilliseconds,
            MapMilliseconds = source.Viewing.MapMilliseconds,
            ScreenJson = source.Viewing.ScreenJson,
            ViewJson = source.Viewing.ViewJson,
            Reason = source.Reason,
        };
        (Value, CannotJudge, Version, AtUtc) = (change.NewValue, change.NewCannotJudge, change.Version, change.AtUtc);
        return change;
    }
}
