using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Studies;

/// <summary>One question of a study's instrument, asked at every place.</summary>
public sealed class Question
{
    public required QuestionId Id { get; init; }

    public required StudyId StudyId { get; init; }

    /// <summary>Order on the screen, from 1.</summary>
    public required int Position { get; init; }

    public required string Prompt { get; init; }

    public required AnswerForm Form { get; init; }

    /// <summary>A place is done when all of these are answered.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>"Cannot judge" is an answer, too.</summary>
    public required bool AllowsCannotJudge { get; init; }

    public required ReadingStep Step { get; init; }

    /// <summary>One for each option of the form, in its order.</summary>
    public required List<string> Keys { get; init; }

    internal QuestionDesign Design => new(Prompt, Form, IsRequired, AllowsCannotJudge, Step, Keys);
}
