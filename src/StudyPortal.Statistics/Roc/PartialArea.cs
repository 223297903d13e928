using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The area under the empirical ROC curve where specificity, or sensitivity, lies between <paramref name="From"/> and
/// <paramref name="To"/>, by trapezoids, the curve being cut where the range ends between two points; a tie between a positive and a
/// negative is a slanted step. <paramref name="McClish"/> maps it so that chance is 1/2 and perfection 1:
/// (1 + (A - m) / (M - m)) / 2, where m is the area under the diagonal and M the width of the range (McClish, Med Decis Making
/// 1989;9:190). pROC's partial.auc.correct and scikit-learn's max_fpr are the same; below the diagonal, where pROC refuses, the formula's
/// value is given. Undefined when a class has no cases. O(n log n).
/// </summary>
public sealed record PartialArea(PartialFocus Focus, double From, double To, Estimate Raw, Estimate McClish)
{
    /// <param name="sample">The scores.</param>
    /// <param name="focus">The rate that is restricted.</param>
    /// <param name="from">Its lowest value of interest, from 0 and below <paramref name="to"/>.</param>
    /// <param name="to">Its highest, usually 1.</param>
    public static PartialArea Of(RocSample sample, PartialFocus focus, double from, double to = 1) =>
        Of(sample, focus, from, to, () => Estimate.Of(Measure(ScoreLevels.Of(sample).Observed(), focus, from, to)));

    /// <summary>With percentile intervals of the stratified bootstrap, as pROC gives them. O(replicates x cases).</summary>
    public static PartialArea Of(
        RocSample sample, PartialFocus focus, double from, double to, BootstrapPlan plan, CancellationToken cancellationToken) => Of(
            sample,
            focus,
            from,
            to,
            () => StratifiedBootstrap.WithInterval(sample, counts => Measure(counts, focus, from, to), plan, cancellationToken));

    private static PartialArea Of(RocSample sample, PartialFocus focus, double from, double to, Func<Estimate> measure)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (!(from >= 0 && from < to && to <= 1))
            throw new ArgumentOutOfRangeException(nameof(from), from, $"Expected a range within 0 to 1, not {from} to {to}.");

        var raw = sample.MissingClass is { } reason ? Estimate.Undefined(reason) : measure();
        return new PartialArea(focus, from, to, raw, Standardised(raw, from, to));
    }

    private static Estimate Standardised(Estimate raw, double from, double to)
    {
        if (raw.Value is not { } value) return raw;

        return raw.Interval is { } interval
            ? Estimate.Of(Map(value), new Interval(Map(interval.Low), Map(interval.High), interval.Confidence))
            : Estimate.Of(Map(value));

        double Map(double area)
        {
            var width = to - from;
            var chance = width * ((1 - from) + (1 - to)) / 2;
            return (1 + ((area - chance) / (width - chance))) / 2;
        }
    }

    private static double Measure(LevelCounts counts, PartialFocus focus, double from, double to)
    {
        var overSpecificity = focus == PartialFocus.Specificity;
        var (low, high) = overSpecificity ? (1 - to, 1 - from) : (from, to);
        var (x, y, area) = (0.0, overSpecificity ? 0.0 : 1.0, 0.0);
        foreach (var (truePositives, falsePositives) in counts.Calls())
        {
            var sensitivity = (double)truePositives / counts.AllPositives;
            var (nextX, nextY) = overSpecificity
                ? ((double)falsePositives / counts.AllNegatives, sensitivity)
                : (sensitivity, (double)(counts.AllNegatives - falsePositives) / counts.AllNegatives);
            area += Below(x, y, nextX, nextY, low, high);
            (x, y) = (nextX, nextY);
        }

        return area;
    }

    /// <summary>The area below the line between two points, within the range.</summary>
    private static double Below(double x, double y, double nextX, double nextY, double low, double high)
    {
        var (left, right) = (Math.Max(x, low), Math.Min(nextX, high));
        if (left >= right) return 0;

        var slope = (nextY - y) / (nextX - x);
        return (right - left) * (y + (slope * (((left + right) / 2) - x)));
    }
}
