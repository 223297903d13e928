namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The threshold that reaches a sensitivity or a specificity fixed beforehand, and the counts there; undefined, without
/// <paramref name="Point"/>, when a class has no cases. It is an observed score under the rule "positive when score >= threshold", or plus
/// infinity where only calling nothing positive is specific enough. Nothing is interpolated: the rate reached may be above the one asked
/// for. Intervals at a threshold chosen on the same cases do not know of the choice. O(n log n).
/// </summary>
public sealed record ThresholdChoice(Estimate Threshold, OperatingPoint? Point)
{
    /// <summary>The highest threshold, so the most specific, with at least this sensitivity.</summary>
    public static ThresholdChoice ForSensitivity(RocSample sample, double atLeast)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Require(atLeast is > 0 and <= 1, atLeast, "a sensitivity above 0 and not above 1");
        return Of(sample, () => OperatingPoint.AtEveryScore(sample).First(point => point.Sensitivity.Value >= atLeast));
    }

    /// <summary>The lowest threshold, so the most sensitive, with at least this specificity.</summary>
    public static ThresholdChoice ForSpecificity(RocSample sample, double atLeast)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Require(atLeast is > 0 and <= 1, atLeast, "a specificity above 0 and not above 1");
        return Of(sample, () => OperatingPoint.AtEveryScore(sample)
            .TakeWhile(point => point.Specificity.Value >= atLeast)
            .LastOrDefault(OperatingPoint.AboveEveryScore(sample)));
    }

    private static ThresholdChoice Of(RocSample sample, Func<OperatingPoint> find)
    {
        if (sample.MissingClass is { } reason) return new ThresholdChoice(Estimate.Undefined(reason), null);

        var point = find();
        return new ThresholdChoice(Estimate.Of(point.Threshold), point);
    }

    private static void Require(bool holds, double atLeast, string expected)
    {
        if (!holds) throw new ArgumentOutOfRangeException(nameof(atLeast), atLeast, $"Expected {expected}.");
    }
}
