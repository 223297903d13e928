namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Conover's comparison of all pairs of arms after Friedman's test (Practical Nonparametric Statistics, 3rd ed. 1999, p. 371). Sharper
/// than Nemenyi's and aware of ties; it presumes a significant Friedman test. No pairs where that test is undefined.
/// O(blocks x arms log arms + arms^2).
/// </summary>
public sealed record ConoverTest(int Df, Estimate StandardErrorOfRankSums, IReadOnlyList<ConoverPair> Pairs)
{
    public static ConoverTest Of(RatingMatrix blocksByArms)
    {
        var ranks = BlockRanks.Of(blocksByArms);
        var df = Math.Max(0, (ranks.Blocks - 1) * (ranks.Arms - 1));
        var reason = ranks.WhyUndefined ?? (df == 0 ? "needs at least two complete blocks" : null);
        if (reason is not null) return new ConoverTest(df, Estimate.Undefined(reason), []);

        var unexplained = (ranks.Blocks * ranks.Spread) - ranks.SpreadOfSums;
        var standardError = Math.Sqrt(2 * unexplained / df);
        var pairs = ranks.Pairs().ToList();
        var statistics = pairs.Select(pair => Estimate.UnboundedRatio(pair.Difference, standardError, "the arms tie in every block")).ToList();
        var pValues = statistics.Select(t => t.Select(value => Distributions.StudentTwoSided(value, df))).ToList();
        var raw = pValues.Select(p => p.Value).ToList();
        var (holm, bonferroni) = (MultipleComparisons.Holm(raw), MultipleComparisons.Bonferroni(raw));
        return new ConoverTest(df, Estimate.Of(standardError),
        [
            .. pairs.Select((pair, index) => new ConoverPair(
                pair.First,
                pair.Second,
                statistics[index],
                pValues[index],
                pValues[index].Select(_ => holm[index].GetValueOrDefault()),
                pValues[index].Select(_ => bonferroni[index].GetValueOrDefault()),
                statistics[index].Select(t => StudentizedRange.Upper(t * Math.Sqrt(2), ranks.Arms)))),
        ]);
    }
}
