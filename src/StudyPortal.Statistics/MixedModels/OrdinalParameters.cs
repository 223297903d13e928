namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// logit P(rating at or below category k) = threshold k - (effect of the arm + reader + case). The first arm's effect is 0, and without
/// effects of arms all are.
/// </summary>
/// <param name="Large">Variance of the large factor.</param>
/// <param name="Small">Variance of the small factor.</param>
internal sealed record OrdinalParameters(double[] Thresholds, double[] Effects, double Large, double Small)
{
    /// <summary>On the logit scale; below it, the ratings of a case already are all but equal.</summary>
    private const double LargestVariance = 1e6;

    /// <summary>Thresholds, effects of the arms but the first, variances of the large and of the small factor.</summary>
    public static int FirstVariance(OrdinalRatings ratings, bool byArm) => ratings.Thresholds + (byArm ? ratings.Layout.Arms - 1 : 0);

    /// <summary>Null where the thresholds do not ascend, or a variance is beyond all sense.</summary>
    public static OrdinalParameters? From(double[] arguments, OrdinalRatings ratings, bool byArm)
    {
        var firstVariance = FirstVariance(ratings, byArm);
        var thresholds = arguments[..ratings.Thresholds];
        if (arguments[firstVariance..].Max() > LargestVariance) return null;
        if (thresholds.Zip(thresholds.Skip(1)).Any(pair => pair.First >= pair.Second)) return null;

        var effects = new double[ratings.Layout.Arms];
        arguments[ratings.Thresholds..firstVariance].CopyTo(effects, 1);
        return new OrdinalParameters(
            thresholds, effects, arguments[firstVariance], ratings.HasSmallFactor ? arguments[firstVariance + 1] : 0);
    }
}
