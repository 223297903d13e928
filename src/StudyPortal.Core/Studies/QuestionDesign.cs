using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Studies;

/// <summary>One question as its author chose it.</summary>
/// <param name="Prompt">What is asked.</param>
/// <param name="Form">What can be answered.</param>
/// <param name="IsRequired">A place is done when all of these are answered.</param>
/// <param name="AllowsCannotJudge">"Cannot judge" is an answer, too.</param>
/// <param name="Step">Of the image alone, or with its map.</param>
/// <param name="Keys">One for each option of the form; null for the usual ones.</param>
public sealed record QuestionDesign(
    string Prompt, AnswerForm Form, bool IsRequired = true, bool AllowsCannotJudge = true, ReadingStep Step = ReadingStep.WithMap, IReadOnlyList<string>? Keys = null)
{
    /// <summary>The scale of the study that the portal was built to repeat (Han et al. 2021), in words.</summary>
    public static QuestionDesign Default { get; } = new(
        "How well does the map point to what matters in this image?",
        ScaleForm.Of(0, "No relation", "Hardly any", "A little", "Partly", "Mostly", "Exactly"));

    /// <summary>The reader marks the finding before the map is shown.</summary>
    public static QuestionDesign MarkFirst { get; } = new(
        "Mark the finding. The map appears when you are done.",
        new MarksForm([MarkShape.Ellipse, MarkShape.Freehand], ["Finding"], 5), Step: ReadingStep.ImageAlone);

    /// <summary>Example images are files of one portal and do not travel.</summary>
    internal QuestionDesign WithoutExamples() =>
        Form is ScaleForm scale ? this with { Form = scale with { Points = [.. scale.Points.Select(point => point with { Example = null })] } } : this;

    /// <param name="number">Its place among the questions, from 1: the name of one without a text.</param>
    internal IEnumerable<string> Problems(int number)
    {
        if (string.IsNullOrWhiteSpace(Prompt)) yield return FormattableString.Invariant($"Question {number} has no text.");
        foreach (var problem in Form.Problems().Concat(Keys is null ? [] : QuestionKeys.Problems(Keys, Form.Options)))
            yield return string.IsNullOrWhiteSpace(Prompt) ? FormattableString.Invariant($"Question {number}: {problem}") : $"'{Prompt.Trim()}': {problem}";
    }

    internal Question ToQuestion(StudyId study, int position) => new()
    {
        Id = QuestionId.New(),
        StudyId = study,
        Position = position,
        Prompt = Prompt.Trim(),
        Form = Form,
        IsRequired = IsRequired,
        AllowsCannotJudge = AllowsCannotJudge,
        Step = Step,
        Keys = [.. Keys ?? Form.UsualKeys],
    };
}
