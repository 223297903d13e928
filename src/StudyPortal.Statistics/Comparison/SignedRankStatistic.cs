namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// The rank sums of the positive and of the negative differences under one treatment of zeros, with the normal approximation, plain and
/// continuity corrected, and the exact permutation p-values given the ties.
/// </summary>
public sealed record SignedRankStatistic(
    double WPlus, double WMinus, Estimate Z, Estimate CorrectedZ, Tails Normal, Tails CorrectedNormal, Tails Exact)
{
    /// <summary>Additions that the exact distribution may take; about 450 pairs, a fraction of a second.</summary>
    private const double LargestExact = 2e8;

    internal static SignedRankStatistic Of(IReadOnlyList<(double Rank, bool Positive)> signedRanks)
    {
        var plus = signedRanks.Where(item => item.Positive).Sum(item => item.Rank);
        var minus = signedRanks.Where(item => !item.Positive).Sum(item => item.Rank);
        if (signedRanks.Count == 0)
        {
            const string reason = "no difference is other than zero";
            var undefined = Estimate.Undefined(reason);
            return new SignedRankStatistic(0, 0, undefined, undefined, Tails.Undefined(reason), Tails.Undefined(reason), Tails.Undefined(reason));
        }

        var excess = (plus - minus) / 2;
        var spread = Math.Sqrt(signedRanks.Sum(item => item.Rank * item.Rank)) / 2;
        var corrected = (excess - (Math.Sign(excess) * 0.5)) / spread;
        var correctedTails = new Tails(
            Tails.Normal(corrected).TwoSided,
            Tails.Normal((excess - 0.5) / spread).Greater,
            Tails.Normal((excess + 0.5) / spread).Less);
        return new SignedRankStatistic(
            plus,
            minus,
            Estimate.Of(excess / spread),
            Estimate.Of(corrected),
            Tails.Normal(excess / spread),
            correctedTails,
            ExactTails([.. signedRanks.Select(item => item.Rank)], plus));
    }

    private static Tails ExactTails(double[] ranks, double plus)
    {
        if (2 * ranks.Sum() * ranks.Length > LargestExact)
            return Tails.Undefined($"{ranks.Length} pairs are too many to enumerate; the normal approximation is accurate there");

        var distribution = SignedRankDistribution.Of(ranks);
        return Tails.Exact(distribution.AtLeast(plus), distribution.AtMost(plus));
    }
}
