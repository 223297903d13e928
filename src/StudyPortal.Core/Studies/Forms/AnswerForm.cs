using System.Text.Json;
using System.Text.Json.Serialization;
using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>The kind of answer that a question takes, and which values it may have.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ScaleForm), "scale")]
[JsonDerivedType(typeof(ChoiceForm), "choice")]
[JsonDerivedType(typeof(YesNoForm), "yes-no")]
[JsonDerivedType(typeof(NumberForm), "number")]
[JsonDerivedType(typeof(TextForm), "text")]
[JsonDerivedType(typeof(MarksForm), "marks")]
public abstract record AnswerForm
{
    /// <summary>The answers that a key of their own gives, in the order of the screen; 0 where there is nothing to choose.</summary>
    [JsonIgnore]
    public abstract int Options { get; }

    /// <summary>One for each option, unless the question has its own.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> UsualKeys => [.. Enumerable.Range(1, Options).Select(number => QuestionKeys.Usual(number))];

    /// <summary>In words, for the refusal of a value.</summary>
    [JsonIgnore]
    public abstract string Expectation { get; }

    /// <summary>The value in its one spelling; null when it is none of this form.</summary>
    public abstract AnswerValue? Read(JsonElement value);

    /// <summary>What its author must mend.</summary>
    internal abstract IEnumerable<string> Problems();
}
