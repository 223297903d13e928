using System.Text.Json;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Reports.Analysis;

/// <param name="Sampling">The sampling plan as chosen.</param>
public sealed record StudyFacts(
    Guid Id, string Name, string Dataset, bool IsSynthetic, bool IsSimulated, string Method, JsonElement Sampling,
    string OrderAlgorithm, int OrderSeed, DateTime? OpenedUtc, DateTime? ClosedUtc, IReadOnlyList<QuestionFacts> Questions);

/// <param name="Position">From 1; how ratings name the question.</param>
/// <param name="Anchors">What the values mean: the points of a scale, the texts of a choice, the labels of marks; else empty.</param>
/// <param name="Kind">Of the answers: scale, choice, yes-no, number, text or marks. The first format knew scales from 0 to 5 only.</param>
/// <param name="Lowest">The score of the first anchor of a scale.</param>
public sealed record QuestionFacts(
    int Position, string Prompt, IReadOnlyList<string> Anchors, string Kind = QuestionFacts.Scale, int Lowest = 0, bool IsRequired = true,
    ReadingStep Step = ReadingStep.WithMap)
{
    public const string Scale = "scale", Marks = "marks";

    internal static QuestionFacts Of(Question question) => question.Form switch
    {
        ScaleForm scale => Of(question, Scale, [.. scale.Points.Select(point => point.Text)]) with { Lowest = scale.Lowest },
        ChoiceForm choice => Of(question, choice.Several ? "choices" : "choice", choice.Texts),
        MarksForm marks => Of(question, Marks, marks.Labels),
        YesNoForm => Of(question, "yes-no", []),
        NumberForm number => Of(question, "number", [number.Unit]),
        _ => Of(question, "text", []),
    };

    private static QuestionFacts Of(Question question, string kind, IReadOnlyList<string> anchors) =>
        new(question.Position, question.Prompt, anchors, kind, IsRequired: question.IsRequired, Step: question.Step);
}
