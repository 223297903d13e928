using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Effect sizes whose interval has no closed form: percentile, with BCa beside it, from drawing whole cases (and readers) anew (Davison
/// &amp; Hinkley, Bootstrap Methods 1997, ch. 5.3). Replicates where the effect is undefined are counted and left out.
/// </summary>
public static class EffectBootstrap
{
    /// <summary>
    /// Cohen's dav (<see cref="PairedT.CohenDav"/>) of the case means over readers, first minus second arm; a case that lacks every rating
    /// in one arm is dropped. O((replicates + cases) x cases x readers).
    /// </summary>
    /// <param name="first">Cases in rows, readers in columns; one column where the values are of one reader, or means already.</param>
    /// <param name="second">The same cases and readers under the other arm.</param>
    /// <param name="unit">What is drawn.</param>
    /// <param name="plan">How often, and from which seed.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public static (Estimate CohenDav, BootstrapSummary Replicates) CohenDav(
        RatingMatrix first, RatingMatrix second, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (x, y) = (new RatingCells(first), new RatingCells(second));
        if ((x.Cases, x.Readers) != (y.Cases, y.Readers))
            throw new ArgumentException("The arms have different sizes: expected the same cases and readers.", nameof(second));

        var replicates = Bootstrap.Replicates(plan.Replicates, plan.Seed, Drawn, cancellationToken);
        double?[] withoutEachCase = [.. x.AllCases.Select(left => Dav(AllBut(x.AllCases, left), x.AllReaders))];
        double?[] withoutEachReader = [.. x.AllReaders.Select(left => Dav(x.AllCases, AllBut(x.AllReaders, left)))];
        return new ResampledStatistic(
            Dav(x.AllCases, x.AllReaders), replicates, ClusterBootstrap.Factors(unit, withoutEachCase, withoutEachReader))
            .Summarise(plan.Confidence, "needs at least two pairs whose differences vary");

        double? Dav(int[] cases, int[] readers) => DavOf(CaseMeans(x, y, cases, readers));

        double? Drawn(Draws draws)
        {
            var (cases, readers) = ClusterBootstrap.Draw(x, unit, draws);
            return Dav(cases, readers);
        }
    }

    /// <summary>
    /// Kendall's W of Friedman's test (<see cref="FriedmanTest.KendallW"/>) from drawing complete blocks anew. W cannot fall below 0, so its
    /// replicates lie above it where the arms hardly differ: the interval does not reach 0 and is no test. O(replicates x blocks x arms).
    /// </summary>
    public static (Estimate KendallW, BootstrapSummary Replicates) KendallW(
        RatingMatrix blocksByArms, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var ranks = BlockRanks.Of(blocksByArms);
        int[] all = [.. Enumerable.Range(0, ranks.Blocks)];
        double? W(IEnumerable<int> blocks) => ranks.Select(blocks).KendallW.Value;

        var replicates = Bootstrap.Replicates(plan.Replicates, plan.Seed, draws => W(draws.Sample(all.Length)), cancellationToken);
        double?[] withoutEachBlock = [.. all.Select(left => W(all.Where(block => block != left)))];
        var w = ranks.KendallW;
        return new ResampledStatistic(w.Value, replicates, [withoutEachBlock]).Summarise(plan.Confidence, w.Reason ?? string.Empty);
    }

    private static int[] AllBut(int[] units, int left) => [.. units.Where(unit => unit != left)];

    private static double? DavOf(List<(double First, double Second)> pairs) => PairedDifferences.AreConstant(pairs) ? null : PairedT.Dav(pairs);

    private static List<(double First, double Second)> CaseMeans(RatingCells x, RatingCells y, int[] cases, int[] readers)
    {
        var means = new List<(double First, double Second)>(cases.Length);
        foreach (var @case in cases)
        {
            if (x.CaseMean(@case, readers) is { } first && y.CaseMean(@case, readers) is { } second) means.Add((first, second));
        }

        return means;
    }
}
