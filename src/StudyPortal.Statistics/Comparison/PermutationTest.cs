using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Friedman's test by permutation for several readers (Pesarin &amp; Salmaso, Permutation Tests for Complex Data 2010): within a
/// case the arms change places, for all its readers at once, so that readers who share a case do not pass for independent blocks. Under
/// the null hypothesis the arms of a case are exchangeable.
/// </summary>
/// <param name="Cases">Cases with at least one complete block.</param>
/// <param name="Permutations">Random permutations of all cases.</param>
/// <param name="Friedman">
/// The statistic, over the complete blocks, reader x case, ties by midranks; its own p-values take the blocks of a case for independent.
/// </param>
/// <param name="PValue">
/// (1 + permutations at least as extreme) / (1 + permutations), valid for any number of them (Phipson &amp; Smyth, Stat Appl Genet Mol Biol
/// 2010;9:39); compared in whole numbers, so that ties are ties.
/// </param>
public sealed record PermutationTest(int Cases, int Permutations, FriedmanTest Friedman, Estimate PValue)
{
    /// <summary>O(readers x cases x arms log arms + permutations x cases x arms), on all cores, the same for any number of them.</summary>
    public static PermutationTest ArmsWithinBlocks(RatingCube ratings, int permutations, int seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        int[] cases = [.. Enumerable.Range(0, ratings.Cases)];
        var friedman = FriedmanTest.Of(Blocks(ratings, cases));
        long[][] deviations = [.. cases.Select(@case => Deviations(ratings, @case)).OfType<long[]>()];
        var p = friedman.ChiSquare.IsDefined
            ? Estimate.Of(PValueOf(deviations, permutations, seed, cancellationToken))
            : Estimate.Undefined(friedman.ChiSquare.Reason!);
        return new PermutationTest(deviations.Length, permutations, friedman, p);
    }

    private static double PValueOf(long[][] deviations, int permutations, int seed, CancellationToken cancellationToken)
    {
        var arms = deviations[0].Length;
        var observed = Spread(deviations, [.. Enumerable.Range(0, arms)], _ => { });
        var spreads = Bootstrap.Replicates(permutations, seed, Permuted, cancellationToken);
        return (1.0 + spreads.Count(spread => spread >= observed)) / (1.0 + permutations);

        long Permuted(Draws draws) => Spread(deviations, [.. Enumerable.Range(0, arms)], order => draws.Shuffle(order));
    }

    /// <summary>
    /// The sum of squares of the arms' summed deviations: nothing else in Friedman's statistic changes. The order is renewed for every case.
    /// </summary>
    private static long Spread(long[][] deviations, int[] order, Action<int[]> renew)
    {
        var sums = new long[order.Length];
        foreach (var ofCase in deviations)
        {
            renew(order);
            for (var arm = 0; arm < sums.Length; arm++)
                sums[arm] += ofCase[order[arm]];
        }

        return sums.Sum(sum => sum * sum);
    }

    /// <summary>One row for each reader of each of the cases, one column an arm.</summary>
    private static RatingMatrix Blocks(RatingCube ratings, int[] cases)
    {
        var blocks = new double?[cases.Length * ratings.Readers, ratings.Arms];
        for (var block = 0; block < blocks.GetLength(0); block++)
        {
            for (var arm = 0; arm < ratings.Arms; arm++)
                blocks[block, arm] = ratings[arm, block % ratings.Readers, cases[block / ratings.Readers]];
        }

        return new RatingMatrix(blocks);
    }

    /// <summary>For every arm twice its rank minus arms + 1, summed over the complete blocks of a case; null when there is none.</summary>
    private static long[]? Deviations(RatingCube ratings, int @case)
    {
        var blocks = Blocks(ratings, [@case]).CompleteRows();
        var sums = new long[ratings.Arms];
        foreach (var ranks in blocks.Select(Ranks.Of))
        {
            for (var arm = 0; arm < sums.Length; arm++)
                sums[arm] += (long)Math.Round(2 * ranks[arm]) - (sums.Length + 1);
        }

        return blocks.Length == 0 ? null : sums;
    }
}
