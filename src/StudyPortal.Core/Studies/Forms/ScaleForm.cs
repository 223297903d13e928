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

    /// <summary>The digits themselves where every score has one.</summary>
    public override IReadOnlyList<string> UsualKeys =>
        Lowest >= 0 && Highest <= 9 ? [.. Points.Select(point => FormattableString.Invariant($"{point.Score}"))] : base.UsualKeys;

    public override string Expectation => FormattableString.Invariant($"a whole number from {Lowest} to {Highest}");

    public override AnswerValue? Read(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var score) && score >= Lowest && score <= Highest ? AnswerValue.Scored(score) : null;

    internal override IEnumerable<string> Problems()
    {
        if (Highest <= Lowest || Lowest < -Farthest || Highest > Farthest) yield return "A scale goes from a lower to a higher whole number between −1000 and 1000.";
        else if (Highest - Lowest >= MostPoints) yield return $"A scale has at most {MostPoints} points; ask for a number instead.";
        else if (!Points.Select(point => point.Score).SequenceEqual(Enumerable.Range(Lowest, Highest - Lowest + 1)))
            yield return $"The scale from {Lowest} to {Highest} needs its points in order, one for each score.";
        if (Points.Any(point => string.IsNullOrWhiteSpace(point.Text))) yield return $"Each of the scores {Lowest} to {Highest} needs a text.";
    }
}

/// <summary>One score of a scale.</summary>
/// <param name="Text">What it means, in a few words.</param>
/// <param name="Example">An image that deserves this score (PNG).</param>
public sealed record ScalePoint(int Score, string Text, BlobHash? Example = null);
