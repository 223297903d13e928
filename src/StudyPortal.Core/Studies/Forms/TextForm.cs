using System.Text.Json;
using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>The reader's own words, without blanks around them.</summary>
public sealed record TextForm : AnswerForm
{
    /// <summary>In characters.</summary>
    public const int Longest = 2000;

    public override int Options => 0;

    public override string Expectation => $"a text of 1 to {Longest} characters";

    public override AnswerValue? Read(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 and <= Longest } text
            ? AnswerValue.Of(JsonSerializer.Serialize(text, PortalJson.Options))
            : null;

    internal override IEnumerable<string> Problems() => [];
}
