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
}
