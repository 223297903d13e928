using System.Numerics;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// The permutation tails of a signed-rank sum from random signs, where there are too many to enumerate: (1 + replicates at least as
/// extreme) / (1 + replicates), so that the test stays valid (Phipson &amp; Smyth, Stat Appl Genet Mol Biol 2010;9:39).
/// O(replicates x ranks), on all cores.
/// </summary>
internal static class SignedRankSampling
{
    private const int CoinsPerDraw = 64;

    /// <param name="ranks">Midranks are allowed.</param>
    /// <param name="plus">The observed sum of the ranks of positive differences.</param>
    /// <param name="permutations">Replicates to draw.</param>
    /// <param name="seed">Where they start.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public static Tails Tails(IReadOnlyList<double> ranks, double plus, int permutations, int seed, CancellationToken cancellationToken)
    {
        long[] doubled = [.. ranks.Select(rank => (long)Math.Round(2 * rank))];
        var observed = (long)Math.Round(2 * plus);
        var sums = Bootstrap.Replicates(permutations, seed, draws => Sum(doubled, draws), cancellationToken);
        return Comparison.Tails.Exact(
            (1.0 + sums.Count(sum => sum >= observed)) / (1.0 + permutations),
            (1.0 + sums.Count(sum => sum <= observed)) / (1.0 + permutations));
    }

    /// <summary>The sum of the ranks whose coin, drawn 64 at a time, falls on 1.</summary>
    private static long Sum(long[] doubled, Draws draws)
    {
        var sum = 0L;
        foreach (var chunk in doubled.Chunk(CoinsPerDraw))
        {
            for (var coins = draws.Bits() & Used(chunk.Length); coins != 0; coins &= coins - 1)
                sum += chunk[BitOperations.TrailingZeroCount(coins)];
        }

        return sum;
    }

    private static ulong Used(int ranks) => ulong.MaxValue >> (CoinsPerDraw - ranks);
}
