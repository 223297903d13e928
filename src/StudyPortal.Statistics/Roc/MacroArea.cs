namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The mean of the ROC areas of several labels of the same cases, labels with one class left out. Its standard error is that of the
/// delete-one jackknife over cases (Efron &amp; Stein, Ann Stat 1981;9:586): a case leaves with all of its labels, which need not be
/// independent. Variance = (n - 1) / n times the sum of squared deviations of the n leave-one-out areas from their mean; normal interval,
/// clipped to [0, 1]. O(labels x n log n).
/// </summary>
/// <param name="Cases">With truth and score for a label that counts: the n of the jackknife.</param>
/// <param name="LabelsDefined">Labels with both classes.</param>
/// <param name="Area">The mean over these labels.</param>
/// <param name="StandardError">Undefined where a label has one class only without one of its cases.</param>
/// <param name="WithoutEachCase">The mean without each case, in the order given; null for a case that enters no label. Empty without a standard error.</param>
public sealed record MacroArea(int Cases, int LabelsDefined, Estimate Area, Estimate StandardError, IReadOnlyList<double?> WithoutEachCase)
{
    private const string LastOfClass = "without one of the cases a label has one class only";
    private const string NeverVaries = "leaving out one case never changes the area";

    /// <param name="truth">Label by label one truth for every case; null where it is not known.</param>
    /// <param name="scores">The same of the scores, a higher one speaking for positive; null where there is none.</param>
    /// <param name="confidence">Of the interval.</param>
    public static MacroArea Of(
        IReadOnlyList<IReadOnlyList<bool?>> truth, IReadOnlyList<IReadOnlyList<double?>> scores, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        Probability.Open(confidence, nameof(confidence));
        if (truth.Count != scores.Count)
            throw new ArgumentException($"Scores of {scores.Count} labels for the truth of {truth.Count}: expected one list each.", nameof(scores));

        if (truth.FirstOrDefault(label => label.Count != truth[0].Count) is { } other)
            throw new ArgumentException($"A label of {other.Count} cases beside one of {truth[0].Count}: expected the same cases.", nameof(truth));

        var labels = truth.Zip(scores, LabelPulls.Of).OfType<LabelPulls>().ToList();
        if (labels.Count == 0) return Undefined("no label with both classes");

        var area = labels.Average(label => label.Area);
        double?[] pulls = [.. Enumerable.Range(0, truth[0].Count).Select(item => Pull(labels, item))];
        var entered = pulls.Count(pull => pull is not null);
        if (labels.Exists(label => label.IsFragile))
            return new MacroArea(entered, labels.Count, Estimate.WithoutInterval(area, LastOfClass), Estimate.Undefined(LastOfClass), []);

        double?[] without = [.. pulls.Select(pull => area + pull)];
        var error = Error(without);
        return new MacroArea(entered, labels.Count, WithWald(area, error, confidence, 0, 1), error, without);
    }

    /// <summary>
    /// A weighted sum of mean areas of the same cases, such as a difference of two models: its leave-one-out values are the same sum of
    /// theirs, so that the interval knows that the cases are shared. Not clipped. O(areas x cases).
    /// </summary>
    public static (Estimate Sum, Estimate StandardError) Combine(
        IReadOnlyList<MacroArea> areas, IReadOnlyList<double> weights, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(weights);
        if (areas.Count == 0 || areas.Count != weights.Count)
            throw new ArgumentException($"{weights.Count} weights for {areas.Count} areas: expected one each, and at least one.", nameof(weights));

        if (areas.FirstOrDefault(area => !area.Area.IsDefined) is { } missing) return (missing.Area, missing.Area);

        var sum = areas.Zip(weights, (area, weight) => weight * area.Area.Value.GetValueOrDefault()).Sum();
        var error = areas.Select(area => area.StandardError).FirstOrDefault(estimate => !estimate.IsDefined && estimate.Reason != NeverVaries)
            ?? ErrorOfSum(areas, weights);
        return (WithWald(sum, error, confidence, double.NegativeInfinity, double.PositiveInfinity), error);
    }

    private static Estimate ErrorOfSum(IReadOnlyList<MacroArea> areas, IReadOnlyList<double> weights)
    {
        var first = areas[0].WithoutEachCase;
        if (areas.Any(area => !area.WithoutEachCase.Select(value => value.HasValue).SequenceEqual(first.Select(value => value.HasValue))))
            return Estimate.Undefined("the areas are of different cases");

        return Error([.. Enumerable.Range(0, first.Count).Select(item =>
            first[item] is null ? (double?)null : areas.Zip(weights, (area, weight) => weight * area.WithoutEachCase[item].GetValueOrDefault()).Sum())]);
    }

    /// <summary>What the mean of the labels gains without a case; null for a case of no label.</summary>
    private static double? Pull(List<LabelPulls> labels, int item)
    {
        var (sum, found) = (0.0, false);
        foreach (var label in labels)
        {
            if (label.OfCases[item] is not { } pull) continue;

            (sum, found) = (sum + pull, true);
        }

        return found ? sum / labels.Count : null;
    }

    private static Estimate Error(double?[] withoutEach)
    {
        double[] values = [.. withoutEach.OfType<double>()];
        var mean = values.Average();
        var rounding = 1e-14 * Math.Max(1, values.Max(Math.Abs));
        if (values.All(value => Math.Abs(value - mean) <= rounding)) return Estimate.Undefined(NeverVaries);

        var squares = values.Sum(value => (value - mean) * (value - mean));
        return Estimate.Of(Math.Sqrt(squares * (values.Length - 1) / values.Length));
    }

    private static Estimate WithWald(double value, Estimate error, double confidence, double lowest, double highest)
    {
        if (error.Value is not { } root) return Estimate.WithoutInterval(value, error.Reason!);

        var half = Distributions.NormalCritical(confidence) * root;
        return Estimate.Of(value, new Interval(Math.Max(lowest, value - half), Math.Min(highest, value + half), confidence));
    }

    private static MacroArea Undefined(string reason) => new(0, 0, Estimate.Undefined(reason), Estimate.Undefined(reason), []);
}
