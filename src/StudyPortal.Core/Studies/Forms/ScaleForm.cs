using System.Text.Json;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>A Likert scale: one whole number from lowest to highest, each with a text and perhaps an example.</summary>
public sealed record ScaleForm(int Lowest, int Highest, IReadOnlyList<ScalePoint> Points) : AnswerForm
{
    private const int MostPoints = QuestionKeys.Most, Farthest = 1000;

    /// <summary>From <paramref name="lowest"/> on, a point for each text.</summary>
    public static ScaleForm Of(int lowest, params IReadOnlyList<string> texts) =>
        new(lowest, lowest + texts.Count - 1, [.. texts.Select((text, index) => new ScalePoint(lowest + index, text))]);

    public override int Options => Points.Count;

    /// <summary>A score of 0 to 9 has its digit, any other a letter; where these do not suffice, the points are numbered.</summary>
    public override IReadOnlyList<string> UsualKeys
    {
        get
        {
            var lettered = Points.Where(point => !HasDigit(point.Score)).ToList();
            return lettered.Count > QuestionKeys.MostLetters
                ? base.UsualKeys
                : [.. Points.Select(point => HasDigit(point.Score) ? FormattableString.Invariant($"{point.Score}") : QuestionKeys.Letter(lettered.IndexOf(point)))];
        }
    }

    public override string Expectation => FormattableString.Invariant($"a whole number from {Lowest} to {Highest}");

    public override AnswerValue? Read(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var score) && score >= Lowest && score <= Highest ? AnswerValue.Scored(score) : null;

    internal override IEnumerable<string> Problems()
    {
        if (Highest <= Lowest || Lowest < -Farthest || Highest > Farthest) yield return "A scale goes from a lower to a higher whole number between −1000 and 1000.";
        else if (Highest - Lowest >= MostPoints) yield return $"A scale has at most {MostPoints} points; ask for a number instead.";
        else if (!Points.Select(point => point.Score).SequenceEqual(Enumerable.Range(Lowest, Highest - Lowest + 1)))
            yield return $"The scale from {Lowest} to {Highest} needs its points in order, one for each score.";
        else if (Points.Any(point => HasDigit(point.Score)) && Points.Count(point => !HasDigit(point.Score)) > QuestionKeys.MostLetters)
            yield return $"At most {QuestionKeys.MostLetters} scores of a scale can lie outside 0 to 9 where others have their digit as key; ask for a number instead.";
        if (Points.Any(point => string.IsNullOrWhiteSpace(point.Text))) yield return $"Each of the scores {Lowest} to {Highest} needs a text.";
    }

    private static bool HasDigit(int score) => score is >= 0 and <= 9;
}

/// <summary>One score of a scale.</summary>
/// <param name="Text">What it means, in a few words.</param>
/// <param name="Example">An image that deserves this score (PNG).</param>
public sealed record ScalePoint(int Score, string Text, BlobHash? Example = null);
