using System.Text.Json;
using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>A number, within the bounds where there are any.</summary>
/// <param name="Unit">Behind the number on the screen and in the files, for example mm; may be empty.</param>
public sealed record NumberForm(double? Lowest, double? Highest, string Unit) : AnswerForm
{
    public override int Options => 0;

    public override string Expectation => (Lowest, Highest) switch
    {
        ({ } low, { } high) => FormattableString.Invariant($"a number from {low} to {high}"),
        ({ } low, null) => FormattableString.Invariant($"a number of at least {low}"),
        (null, { } high) => FormattableString.Invariant($"a number of at most {high}"),
        _ => "a number",
    };

    public override AnswerValue? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number) || !double.IsFinite(number)) return null;
        return number < Lowest || number > Highest ? null : AnswerValue.Of(JsonSerializer.Serialize(number));
    }

    internal override IEnumerable<string> Problems()
    {
        if (Lowest > Highest) yield return "The lowest number is above the highest.";
    }
}
