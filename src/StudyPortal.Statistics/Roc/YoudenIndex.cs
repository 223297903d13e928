namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The thresholds that maximise sensitivity + specificity - 1 (Youden, Cancer 1950;3:32), found by counting in whole numbers so that a
/// tie is a tie; all of them, lowest first, when several do. None and an undefined <paramref name="J"/> when a class has no cases.
/// Intervals at a threshold chosen on the same cases do not know of the choice. O(n log n).
/// </summary>
/// <param name="J">At the best threshold.</param>
/// <param name="Optimal">The best among the observed scores.</param>
/// <param name="Midpoints">
/// pROC's thresholds for the same points, halfway to the next lower observed score (minus infinity at the lowest), and plus infinity,
/// where nothing is called positive, if that is as good. pROC compares in floating point and so may show fewer ties.
/// </param>
public sealed record YoudenIndex(Estimate J, IReadOnlyList<OperatingPoint> Optimal, IReadOnlyList<double> Midpoints)
{
    public static YoudenIndex Of(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.MissingClass is { } reason) return new YoudenIndex(Estimate.Undefined(reason), [], []);

        var points = OperatingPoint.AtEveryScore(sample).Reverse().ToList();
        var best = points.Max(Gain);
        var optimal = points.Index().Where(point => Gain(point.Item) == best).ToList();
        var midpoints = optimal
            .Select(point => point.Index == 0
                ? double.NegativeInfinity
                : Halfway(points[point.Index - 1].Threshold, point.Item.Threshold))
            .ToList();
        if (best == 0) midpoints.Add(double.PositiveInfinity);
        return new YoudenIndex(optimal[0].Item.YoudenJ, [.. optimal.Select(point => point.Item)], midpoints);
    }

    /// <summary>A number above <paramref name="low"/> and not above <paramref name="high"/>, so that it calls the same cases positive.</summary>
    private static double Halfway(double low, double high)
    {
        if (double.IsInfinity(low) || double.IsInfinity(high)) return high;

        var middle = (low / 2) + (high / 2);
        return middle > low && middle <= high ? middle : high;
    }

    /// <summary>J in whole numbers, times positives times negatives, so that equal ones are exactly equal.</summary>
    private static long Gain(OperatingPoint point) =>
        ((long)point.TruePositives * point.Specificity.Total) - ((long)point.FalsePositives * point.Sensitivity.Total);
}
