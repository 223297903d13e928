using System.Globalization;

namespace StudyPortal.Core.Reading;

/// <summary>What a reader says to a question: a value that its form takes, or that the map cannot be judged. 0 is a value; no answer at all is null.</summary>
public sealed record AnswerValue
{
    private AnswerValue(string? json) => Json = json;

    /// <summary>In the one spelling that the form gives it; null for <see cref="CannotJudge"/>.</summary>
    public string? Json { get; }

    public bool IsCannotJudge => Json is null;

    public static AnswerValue CannotJudge { get; } = new((string?)null);

    /// <summary>A point of a scale, or the number of a choice.</summary>
    public static AnswerValue Scored(int score) => new(score.ToString(CultureInfo.InvariantCulture));

    internal static AnswerValue Of(string json) => new(json);

    internal static AnswerValue Stored(string? json, bool cannotJudge) =>
        cannotJudge ? CannotJudge : new(json ?? throw new InvalidOperationException("An answer has neither a value nor \"cannot judge\"."));
}
