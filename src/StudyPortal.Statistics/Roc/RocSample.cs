namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The scores of the positive and of the negative cases; a higher score speaks for positive, never the other way round. Scores may be
/// infinite, not NaN.
/// </summary>
public sealed class RocSample
{
    public RocSample(IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        Positives = Numbers(positives, nameof(positives));
        Negatives = Numbers(negatives, nameof(negatives));
    }

    public IReadOnlyList<double> Positives { get; }

    public IReadOnlyList<double> Negatives { get; }

    /// <summary>Positives among all cases.</summary>
    public Proportion Prevalence => new(Positives.Count, Positives.Count + Negatives.Count);

    internal string? MissingClass => (Positives.Count, Negatives.Count) switch
    {
        (0, 0) => "no cases",
        (0, _) => "no positive cases",
        (_, 0) => "no negative cases",
        _ => null,
    };

    /// <summary>Pairs truth and score case by case; a case without one of the two is left out. O(n).</summary>
    public static RocSample From(IReadOnlyList<bool?> truth, IReadOnlyList<double?> scores)
    {
        SameLength(truth, scores);
        var (positives, negatives) = (new List<double>(), new List<double>(truth.Count));
        for (var index = 0; index < truth.Count; index++)
        {
            if (truth[index] is { } positive && scores[index] is { } score) (positive ? positives : negatives).Add(score);
        }

        return new RocSample(positives, negatives);
    }

    /// <summary>Two scores of the same cases, aligned; a case without truth or without one of the scores is left out.</summary>
    public static (RocSample First, RocSample Second) Paired(
        IReadOnlyList<bool?> truth, IReadOnlyList<double?> first, IReadOnlyList<double?> second)
    {
        SameLength(truth, first);
        SameLength(truth, second);
        var inBoth = truth.Select((label, index) => first[index] is null || second[index] is null ? null : label).ToList();
        return (From(inBoth, first), From(inBoth, second));
    }

    private static void SameLength(IReadOnlyList<bool?> truth, IReadOnlyList<double?> scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        if (truth.Count != scores.Count)
            throw new ArgumentException($"{scores.Count} scores for {truth.Count} cases: expected one each.", nameof(scores));
    }

    private static double[] Numbers(IReadOnlyList<double> scores, string name)
    {
        ArgumentNullException.ThrowIfNull(scores, name);
        for (var index = 0; index < scores.Count; index++)
        {
            if (double.IsNaN(scores[index])) throw new ArgumentException($"Score {index} is NaN: expected a number.", name);
        }

        return [.. scores];
    }
}
