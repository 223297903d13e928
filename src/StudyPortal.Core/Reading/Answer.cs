using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>The current answer to one question of one slot; missing means no row. It can always be rebuilt from the events.</summary>
public sealed class Answer
{
    public required ReadingSlotId SlotId { get; init; }

    public required QuestionId QuestionId { get; init; }

    /// <summary>0..5; null exactly when <see cref="CannotJudge"/>.</summary>
    public int? Score { get; internal set; }

    public bool CannotJudge { get; internal set; }

    /// <summary>1 for the first answer, one more with each change: what a second tab must name to overwrite.</summary>
    public int Version { get; internal set; }

    public DateTime AtUtc { get; internal set; }

    internal Rating Rating => CannotJudge ? Rating.CannotJudge : Rating.Scored(Score ?? throw new InvalidOperationException("This question is not answered yet."));

    /// <summary>The only way to give or change an answer; the event must be stored in the same transaction.</summary>
    internal AnswerEvent Change(Rating rating, AnswerSource source)
    {
        var change = new AnswerEvent
        {
            IdempotencyKey = source.IdempotencyKey,
            SlotId = SlotId,
            QuestionId = QuestionId,
            AccountId = source.AccountId,
            AtUtc = source.AtUtc,
            OldScore = Score,
            OldCannotJudge = CannotJudge,
            NewScore = rating.Score,
            NewCannotJudge = rating.IsCannotJudge,
            Version = Version + 1,
            ActiveMilliseconds = source.ActiveMilliseconds,
            Reason = source.Reason,
        };
        (Score, CannotJudge, Version, AtUtc) = (change.NewScore, change.NewCannotJudge, change.Version, change.AtUtc);
        return change;
    }
}
