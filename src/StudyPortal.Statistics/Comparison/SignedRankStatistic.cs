namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// The rank sums of the positive and of the negative differences under one treatment of zeros, with the normal approximation, plain and
/// continuity corrected, and the exact permutation p-values given the ties. O(n^3) where the exact ones can be enumerated.
/// </summary>
/// <param name="Sampled">
/// The permutation p-values from random signs, in place of exact ones that are too many to enumerate; null where the exact ones are
/// there, or no random signs were asked for.
/// </param>
public sealed record SignedRankStatistic(
    double WPlus,
    double WMinus,
    Estimate Z,
    Estimate CorrectedZ,
    Tails Normal,
    Tails CorrectedNormal,
    Tails Exact,
    Tails? Sampled = null)
{
    internal static SignedRankStatistic Of(IReadOnlyList<(double Rank, bool Positive)> signedRanks, CancellationToken cancellationToken)
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
            ExactTails([.. signedRanks.Select(item => item.Rank)], plus, cancellationToken));
    }

    /// <summary>The same with random signs in place of exact p-values that are too many to enumerate.</summary>
    internal static SignedRankStatistic Of(
        IReadOnlyList<(double Rank, bool Positive)> signedRanks, int permutations, int seed, CancellationToken cancellationToken)
    {
        var statistic = Of(signedRanks, cancellationToken);
        if (signedRanks.Count == 0 || statistic.Exact.TwoSided.IsDefined) return statistic;

        double[] ranks = [.. signedRanks.Select(item => item.Rank)];
        return statistic with { Sampled = SignedRankSampling.Tails(ranks, statistic.WPlus, permutations, seed, cancellationToken) };
    }

    private static Tails ExactTails(double[] ranks, double plus, CancellationToken cancellationToken)
    {
        if (!SignedRankDistribution.CanEnumerate(ranks))
            return Tails.Undefined($"{ranks.Length} pairs are too many to enumerate; the normal approximation is accurate there");

        var distribution = SignedRankDistribution.Of(ranks, cancellationToken);
        return Tails.Exact(distribution.AtLeast(plus), distribution.AtMost(plus));
    }
}
