namespace StudyPortal.Statistics.Roc;

/// <summary>Precision against recall.</summary>
public static class PrecisionRecall
{
    /// <summary>
    /// Average precision: the precision at every distinct score weighted by the recall it adds, without interpolation (the trapezoid
    /// is too optimistic: Davis &amp; Goadrich, ICML 2006). Undefined without positive cases. O(n log n).
    /// </summary>
    public static Estimate AveragePrecision(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Positives.Count == 0) return Estimate.Undefined("no positive cases");

        var (sum, found) = (0.0, 0);
        foreach (var point in OperatingPoint.AtEveryScore(sample))
        {
            sum += (point.TruePositives - found) * point.PositivePredictiveValue.Value.GetValueOrDefault();
            found = point.TruePositives;
        }

        return Estimate.Of(sum / sample.Positives.Count);
    }
}
