using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>All that a reader's screen needs to go on: his questions and his places, in order, with what he has answered.</summary>
/// <param name="ReaderId">His part in the study.</param>
/// <param name="Name">Of the study.</param>
/// <param name="Instructions">Before the first case.</param>
/// <param name="IsSyntheticData">The images are drawn by a program.</param>
/// <param name="State">Of the study.</param>
/// <param name="AllowsChanges">He may go back and change an answer.</param>
/// <param name="Position">The place last shown, from 1.</param>
/// <param name="Furthest">The last place of the order that was ever shown, from 1.</param>
/// <param name="NeedsDisplayCheck">He has not checked a screen for this study lately.</param>
/// <param name="Keys">By the key that is meant, the one that he presses for it.</param>
/// <param name="Questions">In the order of the screen.</param>
/// <param name="Places">In the order of the reading.</param>
public sealed record ReadingSession(
    StudyReaderId ReaderId, string Name, string Instructions, bool IsSyntheticData, StudyState State, bool AllowsChanges, int Position, int Furthest,
    bool NeedsDisplayCheck, IReadOnlyDictionary<string, string> Keys, IReadOnlyList<Question> Questions, IReadOnlyList<ReadingPlace> Places)
{
    /// <summary>Places that may be rated in one sitting; null without a limit.</summary>
    public int? MaxPerSitting { get; init; }

    /// <summary>Minutes after which the room suggests a break; null for never.</summary>
    public int? BreakAfterMinutes { get; init; }

    /// <summary>He has signed his answers: they can only be looked at.</summary>
    public bool IsSigned { get; init; }

    /// <summary>What is going on; nothing without a limit.</summary>
    public Sitting Sitting { get; init; }
}

/// <summary>One place. The id says nothing; a question without an entry is not answered.</summary>
/// <param name="Finding">The label that the map explains: the same for every arm of the case.</param>
/// <param name="IsRevealed">The map may be seen.</param>
/// <param name="WindowLow">The stored value that the case's own presentation shows as black.</param>
/// <param name="WindowHigh">The stored value that it shows as white.</param>
/// <param name="Session">The sitting that it is meant for, from 1.</param>
/// <param name="KeySlice">The slice that the map is of, from 0; 0 for a single image.</param>
/// <param name="Hounsfield">From stored values to Hounsfield units; null unless the image is a CT.</param>
public sealed record ReadingPlace(
    ReadingSlotId Id, string Finding, bool IsWithdrawn, bool IsRevealed, IReadOnlyDictionary<QuestionId, GivenAnswer> Answers,
    int WindowLow, int WindowHigh, int Session, int KeySlice, Hounsfield? Hounsfield);

/// <summary>Of a CT: <see cref="Slope"/> × stored value + <see cref="Intercept"/> is its value in Hounsfield units.</summary>
public sealed record Hounsfield(double Slope, double Intercept);

/// <summary>What a reader has answered to one question.</summary>
public sealed record GivenAnswer(AnswerValue Value, int Version);
