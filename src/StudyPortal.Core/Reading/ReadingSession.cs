using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>All that a reader's screen needs to go on: his question and his places, in order, with what he has answered.</summary>
public sealed record ReadingSession(
    StudyReaderId ReaderId, string Name, string Instructions, bool IsSyntheticData, StudyState State, int Position,
    QuestionId QuestionId, string Prompt, IReadOnlyList<string> Anchors, IReadOnlyList<ReadingPlace> Places);

/// <summary>One place. The id says nothing; a place without a rating is not answered.</summary>
/// <param name="Finding">The label that the map explains: the same for every arm of the case.</param>
/// <param name="WindowLow">The stored value that the case's own presentation shows as black.</param>
/// <param name="WindowHigh">The stored value that it shows as white.</param>
/// <param name="Modality">Of the device that made the image; empty, because cases do not keep it.</param>
public sealed record ReadingPlace(
    ReadingSlotId Id, string Finding, bool IsWithdrawn, Rating? Rating, int Version, int WindowLow, int WindowHigh, string Modality);
