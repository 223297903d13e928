namespace StudyPortal.Statistics.Roc;

/// <summary>The ROC area of one label and what leaving out each case adds to it; null for a case without truth or score.</summary>
/// <param name="IsFragile">A class has one case only, without which there is no area.</param>
internal sealed record LabelPulls(double Area, double?[] OfCases, bool IsFragile)
{
    /// <summary>Null where the label has one class only.</summary>
    public static LabelPulls? Of(IReadOnlyList<bool?> truth, IReadOnlyList<double?> scores)
    {
        var sample = RocSample.From(truth, scores);
        if (sample.MissingClass is not null) return null;

        var placements = Placements.Of(sample);
        var without = placements.AreasWithoutEach();
        var (positive, negative, area) = (0, 0, placements.Area);
        var pulls = new double?[truth.Count];
        for (var item = 0; item < pulls.Length; item++)
        {
            if (truth[item] is not { } isPositive || scores[item] is null) continue;

            pulls[item] = (isPositive ? without[0][positive++] : without[1][negative++]).GetValueOrDefault(area) - area;
        }

        return new LabelPulls(area, pulls, sample.Positives.Count == 1 || sample.Negatives.Count == 1);
    }
}
