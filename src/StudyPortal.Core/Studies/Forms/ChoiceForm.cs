using System.Text.Json;
using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>One of the texts, or several of them; the value is its number from 0, or the numbers in rising order.</summary>
public sealed record ChoiceForm(IReadOnlyList<string> Texts, bool Several) : AnswerForm
{
    public override int Options => Texts.Count;

    public override string Expectation => Several ? $"a list of different numbers from 0 to {Texts.Count - 1}" : $"a number from 0 to {Texts.Count - 1}";

    public override AnswerValue? Read(JsonElement value) => Several ? ReadSeveral(value) : IndexOf(value) is { } index ? AnswerValue.Scored(index) : null;

    internal override IEnumerable<string> Problems()
    {
        if (Texts.Count < 2) yield return "A choice needs at least two texts.";
        if (Texts.Count > QuestionKeys.Most) yield return $"A choice has at most {QuestionKeys.Most} texts, a key for each.";
        if (Texts.Any(string.IsNullOrWhiteSpace)) yield return "A choice has an empty text.";
        if (Texts.Distinct(StringComparer.OrdinalIgnoreCase).Count() < Texts.Count) yield return "Two texts of a choice are the same.";
    }

    private AnswerValue? ReadSeveral(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > Texts.Count) return null;
        var chosen = value.EnumerateArray().Select(IndexOf).ToList();
        if (chosen.Contains(null) || chosen.Distinct().Count() < chosen.Count) return null;
        return AnswerValue.Of(JsonSerializer.Serialize(chosen.Order()));
    }

    private int? IndexOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var index) && index >= 0 && index < Texts.Count ? index : null;
}
