using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The bootstrap distributions of the areas of several models, and of the difference of every two, all from the same draws; each with its
/// BCa interval, positives and negatives being its factors.
/// </summary>
public sealed record BootstrappedAreas(IReadOnlyList<BootstrapSummary> Areas, IReadOnlyList<BootstrappedAreaDifference> Differences)
{
    internal static BootstrappedAreas Of(IReadOnlyList<ResampledStatistic> models, double confidence)
    {
        var pairs = from first in Enumerable.Range(0, models.Count)
                    from second in Enumerable.Range(first + 1, models.Count - first - 1)
                    select BootstrappedAreaDifference.Of(first, second, models[first].Minus(models[second]), confidence);
        return new BootstrappedAreas([.. models.Select(model => model.Summarise(confidence, reason: string.Empty).Replicates)], [.. pairs]);
    }
}
