namespace StudyPortal.Core.Studies;

/// <summary>A rating on the scale 0..5 with a text for each score.</summary>
public sealed class Question
{
    public required QuestionId Id { get; init; }

    public required StudyId StudyId { get; init; }

    /// <summary>Order on the screen, from 1.</summary>
    public required int Position { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Six texts, for 0, 1, ... 5.</summary>
    public required List<string> Anchors { get; init; }
}
