namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// The exact distribution of a sum of ranks each of which is taken or not with probability one half; midranks are allowed.
/// Dynamic programming over doubled ranks, O(n x sum of ranks).
/// </summary>
internal sealed class SignedRankDistribution
{
    /// <summary>Additions that the distribution may take; about 580 pairs, a fraction of a second.</summary>
    private const double MostAdditions = 2e8;

    /// <summary>The probability of every doubled rank sum.</summary>
    private readonly double[] probabilities;

    private SignedRankDistribution(double[] probabilities) => this.probabilities = probabilities;

    public static bool CanEnumerate(double[] ranks) => 2 * ranks.Sum() * ranks.Length <= MostAdditions;

    public static SignedRankDistribution Of(IEnumerable<double> ranks, CancellationToken cancellationToken)
    {
        var doubled = ranks.Select(rank => (int)Math.Round(2 * rank)).ToList();
        var probabilities = new double[doubled.Sum() + 1];
        probabilities[0] = 1;
        var reached = 0;
        foreach (var rank in doubled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reached += rank;
            for (var sum = reached; sum >= rank; sum--)
                probabilities[sum] = (probabilities[sum] + probabilities[sum - rank]) / 2;
            for (var sum = rank - 1; sum >= 0; sum--)
                probabilities[sum] /= 2;
        }

        return new SignedRankDistribution(probabilities);
    }

    public double AtLeast(double rankSum) => probabilities.Skip((int)Math.Round(2 * rankSum)).Sum();

    public double AtMost(double rankSum) => probabilities.Take((int)Math.Round(2 * rankSum) + 1).Sum();

    /// <summary>The smallest rank sum that is not exceeded with at least this probability.</summary>
    public double Quantile(double probability)
    {
        var cumulative = 0.0;
        for (var doubled = 0; doubled < probabilities.Length; doubled++)
        {
            cumulative += probabilities[doubled];
            if (cumulative >= probability) return doubled / 2.0;
        }

        return (probabilities.Length - 1) / 2.0;
    }
}
