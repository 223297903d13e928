using System.Text.Json;
using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>Yes or no; on the screen in this order.</summary>
public sealed record YesNoForm : AnswerForm
{
    public override int Options => 2;

    public override IReadOnlyList<string> UsualKeys => ["1", "0"];

    public override string Expectation => "true or false";

    public override AnswerValue? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => AnswerValue.Of("true"),
        JsonValueKind.False => AnswerValue.Of("false"),
        _ => null,
    };

    internal override IEnumerable<string> Problems() => [];
}
