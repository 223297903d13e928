using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Spearman's rank correlation: Pearson's correlation of the ranks, tied values sharing the mean of theirs (Am J Psychol 1904;15:72). The
/// test takes t = rho sqrt((n - 2) / (1 - rho^2)) as Student's with n - 2 degrees of freedom, as R's cor.test(exact = FALSE) and scipy do.
/// Undefined with fewer than two pairs and where one side never varies. O(n log n).
/// </summary>
/// <param name="Pairs">With both values.</param>
/// <param name="Dropped">Without one of the two.</param>
/// <param name="Rho">
/// With the interval tanh(atanh rho +- z sqrt((1 + rho^2 / 2) / (n - 3))) of Bonett &amp; Wright (Psychometrika 2000;65:23); none for three
/// pairs or fewer and for -1 and 1.
/// </param>
/// <param name="Statistic">t.</param>
/// <param name="Df">Null where there is no test.</param>
/// <param name="PValue">Two-sided; 0 for a perfect correlation, whose t is infinite.</param>
public sealed record SpearmanCorrelation(int Pairs, int Dropped, Estimate Rho, Estimate Statistic, double? Df, Estimate PValue)
{
    public static SpearmanCorrelation Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second, double confidence = 0.95)
    {
        var pairs = RankedPairs.Of(first, second, Enumerable.Range(0, first?.Count ?? 0).ToArray());
        var dropped = first!.Count - pairs.Count;
        if (pairs.Rho() is not { } rho)
        {
            var undefined = Estimate.Undefined(pairs.Objection);
            return new SpearmanCorrelation(pairs.Count, dropped, undefined, undefined, null, undefined);
        }

        if (pairs.Count == 2)
        {
            var untested = Estimate.Undefined("two pairs leave no degree of freedom");
            return new SpearmanCorrelation(2, dropped, WithInterval(rho, 2, confidence), untested, null, untested);
        }

        var df = pairs.Count - 2;
        var t = Math.Abs(rho) == 1 ? double.CopySign(double.PositiveInfinity, rho) : rho * Math.Sqrt(df / (1 - (rho * rho)));
        var p = double.IsInfinity(t) ? 0 : Distributions.StudentTwoSided(t, df);
        return new SpearmanCorrelation(pairs.Count, dropped, WithInterval(rho, pairs.Count, confidence), Estimate.Of(t), df, Estimate.Of(p));
    }

    /// <summary>
    /// Rho with the percentile interval of a bootstrap that draws whole units, each with all of its pairs, and ranks what was drawn anew;
    /// the replicates carry BCa too. O((replicates + units) x n).
    /// </summary>
    /// <param name="first">One side, null where missing.</param>
    /// <param name="second">The other side.</param>
    /// <param name="units">What each pair belongs to, such as its case: any whole numbers.</param>
    /// <param name="plan">How often, and from which seed; units are drawn in ascending order of their numbers.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public static (Estimate Rho, BootstrapSummary Replicates) Clustered(
        IReadOnlyList<double?> first, IReadOnlyList<double?> second, IReadOnlyList<int> units, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var pairs = RankedPairs.Of(first, second, units);
        var replicates = Bootstrap.Replicates(plan.Replicates, plan.Seed, draws => pairs.Rho(draws.Sample(pairs.Units)), cancellationToken);
        double?[] withoutEach = [.. Enumerable.Range(0, pairs.Units).Select(pairs.RhoWithout)];
        return new ResampledStatistic(pairs.Rho(), replicates, [withoutEach]).Summarise(plan.Confidence, pairs.Objection);
    }

    private static Estimate WithInterval(double rho, int pairs, double confidence)
    {
        if (Math.Abs(rho) == 1) return Estimate.WithoutInterval(rho, "a perfect correlation has no interval");
        if (pairs < 4) return Estimate.WithoutInterval(rho, "an interval needs at least four pairs");

        var half = Distributions.NormalCritical(confidence) * Math.Sqrt((1 + (rho * rho / 2)) / (pairs - 3));
        var centre = Math.Atanh(rho);
        return Estimate.Of(rho, new Interval(Math.Tanh(centre - half), Math.Tanh(centre + half), confidence));
    }
}
