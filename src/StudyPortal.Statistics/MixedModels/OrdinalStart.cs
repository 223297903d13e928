namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// Where the proportional odds fit begins: the linear model of the same ratings, turned to the scale on which a single rating has the
/// logistic variance, and log odds of the pooled categories, stretched by what readers and cases add to it.
/// </summary>
internal static class OrdinalStart
{
    private const double LogisticVariance = Math.PI * Math.PI / 3;
    private const double LargestRatio = 100;

    /// <summary>In the order of <see cref="OrdinalParameters"/>; variances of 1 and no effects where the linear model has no fit.</summary>
    public static double[] Of(OrdinalRatings ratings, bool byArm)
    {
        var linear = VarianceFit.Reml(new CrossProducts(ratings.Layout, byArm));
        var (large, small) = linear is null
            ? (1 / LogisticVariance, 1 / LogisticVariance)
            : (Math.Min(linear.Equations.Large, LargestRatio), Math.Min(linear.Equations.Small, LargestRatio));
        double[] effects = byArm ? EffectsOf(ratings.Layout, linear) : [0];
        var middle = byArm ? ratings.Layout.Arm.Average(arm => effects[arm]) : 0;
        var stretch = Math.Sqrt(1 + large + small);
        double[] variances = [large * LogisticVariance, .. ratings.HasSmallFactor ? [small * LogisticVariance] : Array.Empty<double>()];
        return [.. ratings.PooledThresholds().Select(threshold => middle + (stretch * threshold)), .. effects.Skip(1), .. variances];
    }

    private static double[] EffectsOf(CrossedLayout layout, VarianceFit? linear)
    {
        if (linear is null) return new double[layout.Arms];

        var scale = Math.Sqrt(LogisticVariance / linear.ResidualVariance);
        var means = linear.Equations.Solution.SubVector(layout.SmallLevels, layout.Arms);
        return [.. means.Select(mean => scale * (mean - means[0]))];
    }
}
