using System.Text.Json;
using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>Marks drawn on the image. An empty list is an answer, too: nothing to mark.</summary>
/// <param name="Shapes">What may be drawn.</param>
/// <param name="Labels">What a mark may be called; the first is the usual one.</param>
/// <param name="Most">Marks on one image, at most.</param>
public sealed record MarksForm(IReadOnlyList<MarkShape> Shapes, IReadOnlyList<string> Labels, int Most) : AnswerForm
{
    private const int MostMarks = 50;

    public override int Options => 0;

    public override string Expectation => $"a list of at most {Most} marks ({string.Join(", ", Shapes)}) inside the image, each with one of the labels {string.Join(", ", Labels)}";

    public override AnswerValue? Read(JsonElement value)
    {
        if (Mark.ListOf(value) is not { } marks || marks.Count > Most || marks.Any(mark => !Shapes.Contains(mark.Shape) || !Labels.Contains(mark.Label))) return null;
        return AnswerValue.Of(Mark.ToJson(marks));
    }

    internal override IEnumerable<string> Problems()
    {
        if (Shapes.Count == 0) yield return "Choose at least one shape that readers may draw.";
        if (Labels.Count == 0 || Labels.Any(string.IsNullOrWhiteSpace)) yield return "Marks need at least one label, and none may be empty.";
        if (Labels.Distinct(StringComparer.OrdinalIgnoreCase).Count() < Labels.Count) yield return "Two labels of marks are the same.";
        if (Most is < 1 or > MostMarks) yield return $"A reader may draw from 1 to {MostMarks} marks.";
    }
}
