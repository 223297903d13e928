namespace StudyPortal.Statistics.Roc;

/// <summary>The empirical ROC curve.</summary>
public static class RocCurve
{
    /// <summary>
    /// One point per distinct score, from (0, 0) at threshold +infinity to (1, 1) at the lowest score; a tie between a positive and a
    /// negative is one slanted step. Empty when a class has no cases. O(n log n).
    /// </summary>
    public static IReadOnlyList<RocPoint> Of(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.MissingClass is not null) return [];

        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        points.AddRange(OperatingPoint.AtEveryScore(sample)
            .Select(point => new RocPoint(
                point.Threshold,
                (double)point.FalsePositives / sample.Negatives.Count,
                (double)point.TruePositives / sample.Positives.Count)));
        return points;
    }
}
