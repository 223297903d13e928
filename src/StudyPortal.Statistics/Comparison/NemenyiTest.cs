namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Nemenyi's comparison of all pairs of arms after Friedman's test (Demšar, JMLR 2006;7:1): studentized range over root 2, infinite
/// degrees of freedom, without tie correction. No pairs when there are fewer than two arms or no complete block. O(blocks x arms log arms
/// + arms^2), and one integral a pair.
/// </summary>
public sealed record NemenyiTest(int Blocks, int Arms, IReadOnlyList<NemenyiPair> Pairs)
{
    private double StandardError => Math.Sqrt(Arms * (Arms + 1) / (6.0 * Blocks));

    public static NemenyiTest Of(RatingMatrix blocksByArms)
    {
        var ranks = BlockRanks.Of(blocksByArms);
        var test = new NemenyiTest(ranks.Blocks, ranks.Arms, []);
        if (ranks.Blocks == 0) return test;

        return test with { Pairs = [.. ranks.Pairs().Select(pair => test.Compare(pair.First, pair.Second, pair.Difference))] };
    }

    /// <summary>The difference of mean ranks, in standard errors, that is significant at level alpha.</summary>
    public Estimate CriticalQ(double alpha) => Pairs.Count == 0
        ? Estimate.Undefined("there are no arms to compare")
        : Estimate.Of(StudentizedRange.UpperQuantile(Probability.Open(alpha, nameof(alpha)), Arms) / Math.Sqrt(2));

    /// <summary>The difference of mean ranks that is significant at level alpha.</summary>
    public Estimate CriticalDifference(double alpha) => CriticalQ(alpha).Select(q => q * StandardError);

    private NemenyiPair Compare(int first, int second, double rankSumDifference)
    {
        var difference = rankSumDifference / Blocks;
        var q = difference / StandardError;
        return new NemenyiPair(first, second, difference, q, StudentizedRange.Upper(q * Math.Sqrt(2), Arms));
    }
}
