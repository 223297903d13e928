namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The thresholds, among the observed scores, that maximise sensitivity + specificity - 1 (Youden, Cancer 1950;3:32).
/// All of them, lowest threshold first, when several do; none and an undefined <paramref name="J"/> when a class has no cases.
/// </summary>
public sealed record YoudenIndex(Estimate J, IReadOnlyList<OperatingPoint> Optimal)
{
    public static YoudenIndex Of(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.MissingClass is { } reason) return new YoudenIndex(Estimate.Undefined(reason), []);

        var points = OperatingPoint.AtEveryScore(sample).Reverse().ToList();
        var best = points.Max(Gain);
        var optimal = points.Where(point => Gain(point) == best).ToList();
        return new YoudenIndex(optimal[0].YoudenJ, optimal);
    }

    /// <summary>J in whole numbers, times positives times negatives, so that equal ones are exactly equal.</summary>
    private static long Gain(OperatingPoint point) =>
        ((long)point.TruePositives * point.Specificity.Total) - ((long)point.FalsePositives * point.Sensitivity.Total);
}
