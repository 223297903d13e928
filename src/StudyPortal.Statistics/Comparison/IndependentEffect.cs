using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Effect sizes between two independent groups, first against second. <paramref name="Superiority"/> is Vargha and Delaney's A, the
/// chance that a first value exceeds a second, ties one half (J Educ Behav Stat 2000;25:101); Cohen's d and Hedges' g pool the standard
/// deviations. The p-value is Mann and Whitney's, normal, corrected for ties but not for continuity.
/// </summary>
/// <param name="CliffDelta">
/// 2A - 1: from -1, the second always greater, to 1. Its interval, and that of A, is tanh(atanh δ ± z √((n + m + 1) / (3 n m))), as R's
/// effectsize gives it.
/// </param>
public sealed record IndependentEffect(
    Estimate Superiority,
    Estimate MannWhitneyU,
    Estimate MannWhitneyPValue,
    Estimate CohenD,
    Estimate HedgesG,
    Estimate CliffDelta)
{
    /// <summary>Missing values are dropped. O(n log n).</summary>
    public static IndependentEffect Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double[] x = [.. first.OfType<double>()];
        double[] y = [.. second.OfType<double>()];
        if (x.Length == 0 || y.Length == 0)
        {
            var undefined = Estimate.Undefined("a group is empty");
            return new IndependentEffect(undefined, undefined, undefined, undefined, undefined, undefined);
        }

        double[] pooled = [.. x, .. y];
        var u = Ranks.Of(pooled).Take(x.Length).Sum() - (x.Length * (x.Length + 1) / 2.0);
        var superiority = u / ((double)x.Length * y.Length);
        var delta = RankBiserialInterval.Independent((2 * superiority) - 1, x.Length, y.Length, confidence);
        var cohenD = PooledD(x, y, confidence);
        return new IndependentEffect(
            Superior(superiority, delta),
            Estimate.Of(u),
            NormalPValue(u, x.Length, y.Length, Ranks.TieSum(pooled)),
            cohenD,
            StandardizedMean.HedgesG(cohenD, x.Length + y.Length - 2),
            delta);
    }

    private static Estimate Superior(double superiority, Estimate delta) => delta.Interval is { } interval
        ? Estimate.Of(superiority, new Interval((interval.Low + 1) / 2, (interval.High + 1) / 2, interval.Confidence))
        : Estimate.WithoutInterval(superiority, delta.Reason!);

    private static Estimate NormalPValue(double u, double n, double m, double tieSum)
    {
        var total = n + m;
        var variance = n * m / 12 * (total + 1 - (tieSum / (total * (total - 1))));
        return Estimate.Ratio(u - (n * m / 2), Math.Sqrt(variance), "all values are equal").Select(Distributions.NormalTwoSided);
    }

    private static Estimate PooledD(double[] x, double[] y, double confidence)
    {
        var df = x.Length + y.Length - 2;
        if (x.Length < 2 || y.Length < 2) return Estimate.Undefined("each group needs at least two values");

        var variance = (((x.Length - 1) * x.Variance()) + ((y.Length - 1) * y.Variance())) / df;
        if (variance == 0) return Estimate.Undefined("neither group varies");

        var perT = Math.Sqrt((1.0 / x.Length) + (1.0 / y.Length));
        return StandardizedMean.CohenD((x.Mean() - y.Mean()) / Math.Sqrt(variance) / perT, df, perT, confidence);
    }
}
