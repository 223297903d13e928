namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Friedman's rank test of equal arms over blocks (cases, or readers x cases), corrected for ties, with Kendall's W as effect size and
/// the better calibrated F of Iman &amp; Davenport (Commun Stat A 1980;9:571). Blocks with a missing value are dropped.
/// </summary>
public sealed record FriedmanTest(
    int Blocks,
    int DroppedBlocks,
    IReadOnlyList<double> RankSums,
    IReadOnlyList<double> MeanRanks,
    Estimate ChiSquare,
    Estimate PValue,
    Estimate WithoutTieCorrection,
    Estimate KendallW,
    FTest ImanDavenport)
{
    public int Arms => RankSums.Count;

    public int Df => Math.Max(0, Arms - 1);

    /// <param name="blocksByArms">One row a block, one column an arm. O(blocks x arms log arms).</param>
    public static FriedmanTest Of(RatingMatrix blocksByArms)
    {
        var ranks = BlockRanks.Of(blocksByArms);
        double b = ranks.Blocks, k = ranks.Arms;
        var w = ranks.KendallW;
        var chiSquare = w.Select(value => value * b * (k - 1));
        return new FriedmanTest(
            ranks.Blocks,
            ranks.Dropped,
            ranks.RankSums,
            ranks.MeanRanks,
            chiSquare,
            chiSquare.Select(value => Distributions.ChiSquareUpper(value, k - 1)),
            w.Select(_ => 12 * ranks.SpreadOfSums / (b * k * (k + 1))),
            w,
            FTest.Of(w.Select(value => value >= 1 ? double.PositiveInfinity : (b - 1) * value / (1 - value)), k - 1, (b - 1) * (k - 1)));
    }
}
