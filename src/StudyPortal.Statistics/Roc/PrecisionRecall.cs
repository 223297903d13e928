using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>Precision (positive predictive value) against recall (sensitivity); a model that knows nothing has the prevalence as precision.</summary>
public static class PrecisionRecall
{
    private const string NoPositives = "no positive cases";

    /// <summary>
    /// One point per distinct score, highest threshold first, after the conventional start at recall 0 with precision 1, as scikit-learn
    /// draws it; tied scores enter together. Empty without positive cases. O(n log n).
    /// </summary>
    public static IReadOnlyList<PrecisionRecallPoint> Curve(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Positives.Count == 0) return [];

        return
        [
            new PrecisionRecallPoint(double.PositiveInfinity, Recall: 0, Precision: 1),
            .. OperatingPoint.AtEveryScore(sample).Select(point => new PrecisionRecallPoint(
                point.Threshold, point.Sensitivity.Value.GetValueOrDefault(), point.PositivePredictiveValue.Value.GetValueOrDefault())),
        ];
    }

    /// <summary>
    /// Average precision, the number to report: the precision at every distinct score weighted by the recall it adds, without
    /// interpolation. Undefined without positive cases; 1 without negative ones, which says nothing. O(n log n).
    /// </summary>
    public static Estimate AveragePrecision(RocSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.Positives.Count == 0
            ? Estimate.Undefined(NoPositives)
            : Estimate.Of(Average(ScoreLevels.Of(sample).Observed()));
    }

    /// <summary>Average precision with the percentile interval of the stratified bootstrap. O(replicates x cases).</summary>
    public static Estimate AveragePrecision(RocSample sample, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.Positives.Count == 0
            ? Estimate.Undefined(NoPositives)
            : StratifiedBootstrap.WithInterval(sample, Average, plan, cancellationToken);
    }

    /// <summary>
    /// The area under the straight lines between the points of <see cref="Curve"/>. It is too optimistic, since precision does not move
    /// in straight lines between two points (Davis &amp; Goadrich, ICML 2006): only to compare with programs that print it. O(n log n).
    /// </summary>
    public static Estimate TrapezoidArea(RocSample sample)
    {
        var curve = Curve(sample);
        return curve.Count == 0
            ? Estimate.Undefined(NoPositives)
            : Estimate.Of(curve.Zip(curve.Skip(1), (from, to) => (to.Recall - from.Recall) * (from.Precision + to.Precision) / 2).Sum());
    }

    private static double Average(LevelCounts counts)
    {
        var (sum, found) = (0.0, 0);
        foreach (var (truePositives, falsePositives) in counts.Calls())
        {
            if (truePositives > found) sum += (truePositives - found) * ((double)truePositives / (truePositives + falsePositives));
            found = truePositives;
        }

        return sum / counts.AllPositives;
    }
}
