using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>All that a reader's screen needs to go on: his question and his places, in order, with what he has answered.</summary>
public sealed record ReadingSession(
    StudyReaderId ReaderId, string Name, string Instructions, bool IsSyntheticData, StudyState State, int Position,
    QuestionId QuestionId, string Prompt, IReadOnlyList<string> Anchors, IReadOnlyList<ReadingPlace> Places)
{
    /// <summary>Places that may be rated in one sitting; null without a limit.</summary>
    public int? MaxPerSitting { get; init; }

    /// <summary>Minutes after which the room suggests a break; null for never.</summary>
    public int? BreakAfterMinutes { get; init; }

    /// <summary>Places rated in the sitting that is going on.</summary>
    public int RatedThisSitting { get; init; }
}

/// <summary>One place. The id says nothing; a place without a rating is not answered.</summary>
/// <param name="Finding">The label that the map explains: the same for every arm of the case.</param>
public sealed record ReadingPlace(ReadingSlotId Id, string Finding, bool IsWithdrawn, Rating? Rating, int Version);
