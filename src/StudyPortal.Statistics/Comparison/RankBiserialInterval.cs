namespace StudyPortal.Statistics.Comparison;

/// <summary>The interval of a rank-biserial correlation on Fisher's z scale, as R's effectsize gives it; not defined at -1 and 1.</summary>
internal static class RankBiserialInterval
{
    /// <summary>
    /// Of matched pairs: the standard error is that of Wilcoxon's signed-rank sum over its range, for n differences other than zero.
    /// effectsize 0.8.3 does the same for a series of differences; given two series it takes n from the first one instead.
    /// </summary>
    public static Estimate Paired(double correlation, double n, double confidence) =>
        Around(correlation, Math.Sqrt(((2 * n * n * n) + (3 * n * n) + n) / 6) / (((n * n) + n) / 2), confidence);

    /// <summary>Of two independent groups, which is Cliff's delta: the standard error is that of Mann and Whitney's U over its range.</summary>
    public static Estimate Independent(double correlation, double n, double m, double confidence) =>
        Around(correlation, Math.Sqrt((n + m + 1) / (3 * n * m)), confidence);

    private static Estimate Around(double correlation, double standardError, double confidence)
    {
        var half = Distributions.NormalCritical(Probability.Open(confidence, nameof(confidence))) * standardError;
        if (Math.Abs(correlation) >= 1) return Estimate.WithoutInterval(correlation, "at -1 and 1 the z scale ends: there is no interval");

        var centre = Math.Atanh(correlation);
        return Estimate.Of(correlation, new Interval(Math.Tanh(centre - half), Math.Tanh(centre + half), confidence));
    }
}
