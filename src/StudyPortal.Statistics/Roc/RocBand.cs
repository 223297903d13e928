using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// Sensitivity at chosen specificities with percentile intervals of the stratified bootstrap: pROC's ci.se. Every interval holds by
/// itself; they are no band for the whole curve at once.
/// </summary>
public static class RocBand
{
    /// <summary>
    /// One point per specificity, in the order given. Between two points of the curve the sensitivity lies on the straight line; at a
    /// specificity that the curve has several points for, it is the highest. Empty when a class has no cases.
    /// O(replicates x (cases + specificities)).
    /// </summary>
    public static IReadOnlyList<RocBandPoint> Of(
        RocSample sample, IReadOnlyList<double> specificities, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(specificities);
        if (!specificities.All(value => value is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(specificities), string.Join(' ', specificities), "Expected numbers from 0 to 1.");
        if (sample.MissingClass is not null || specificities.Count == 0) return [];

        int[] order = [.. Enumerable.Range(0, specificities.Count).OrderByDescending(index => specificities[index])];
        double[] falling = [.. order.Select(index => specificities[index])];
        var observed = Sensitivities(ScoreLevels.Of(sample).Observed(), falling);
        var replicates = StratifiedBootstrap.Run(sample, counts => Sensitivities(counts, falling), plan, cancellationToken);
        var points = new RocBandPoint[falling.Length];
        for (var at = 0; at < falling.Length; at++)
        {
            points[order[at]] = new RocBandPoint(
                falling[at], Estimate.Of(observed[at], replicates[at].Percentile!), replicates[at].Median);
        }

        return points;
    }

    private static double[] Sensitivities(LevelCounts counts, double[] falling)
    {
        var sensitivities = new double[falling.Length];
        var (next, specificity, sensitivity) = (0, 1.0, 0.0);
        foreach (var (truePositives, falsePositives) in counts.Calls())
        {
            var nextSpecificity = (double)(counts.AllNegatives - falsePositives) / counts.AllNegatives;
            var nextSensitivity = (double)truePositives / counts.AllPositives;
            for (; next < falling.Length && falling[next] > nextSpecificity; next++)
            {
                var share = (specificity - falling[next]) / (specificity - nextSpecificity);
                sensitivities[next] = sensitivity + (share * (nextSensitivity - sensitivity));
            }

            (specificity, sensitivity) = (nextSpecificity, nextSensitivity);
        }

        // What is left asks for specificity 0, where everything is called positive.
        sensitivities.AsSpan(next).Fill(sensitivity);
        return sensitivities;
    }
}
