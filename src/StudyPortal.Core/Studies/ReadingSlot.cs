namespace StudyPortal.Core.Studies;

/// <summary>One place in one reader's stored order; its id is all of the order that a browser sees.</summary>
public sealed class ReadingSlot
{
    public required ReadingSlotId Id { get; init; }

    public required StudyId StudyId { get; init; }

    public required StudyReaderId ReaderId { get; init; }

    /// <summary>From 1, in the pilot and in the study itself.</summary>
    public required int Position { get; init; }

    public required StudyItemId ItemId { get; init; }

    /// <summary>From 1; never falls with the position.</summary>
    public required int Session { get; init; }

    public required SlotPurpose Purpose { get; init; }

    /// <summary>Shown in the pilot and never after it; its ratings are in no analysis.</summary>
    public bool IsPilot { get; init; }
}
