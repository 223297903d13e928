namespace StudyPortal.Statistics.Comparison;

/// <summary>The arms (columns) ranked within each complete block (row), and the sums that rank tests are made of.</summary>
internal sealed class BlockRanks
{
    private readonly IReadOnlyList<double[]> ranks;

    private BlockRanks(IReadOnlyList<double[]> ranks, int arms, int dropped)
    {
        this.ranks = ranks;
        Dropped = dropped;
        RankSums = new double[arms];
        foreach (var block in ranks)
        {
            for (var arm = 0; arm < arms; arm++)
            {
                RankSums[arm] += block[arm];
                SumOfSquaredRanks += block[arm] * block[arm];
            }
        }
    }

    public int Blocks => ranks.Count;

    public int Dropped { get; }

    public int Arms => RankSums.Length;

    public double[] RankSums { get; }

    /// <summary>Empty when no block is complete.</summary>
    public IReadOnlyList<double> MeanRanks => Blocks == 0 ? [] : [.. RankSums.Select(sum => sum / Blocks)];

    public double SumOfSquaredRanks { get; }

    /// <summary>Sum of squared deviations of the ranks from (arms + 1) / 2; 0 when every block is fully tied.</summary>
    public double Spread => SumOfSquaredRanks - (Blocks * Arms * (Arms + 1.0) * (Arms + 1) / 4);

    /// <summary>Sum of squared deviations of the rank sums from their common expectation.</summary>
    public double SpreadOfSums => RankSums.Sum(sum => Math.Pow(sum - (Blocks * (Arms + 1) / 2.0), 2));

    public string? WhyUndefined
    {
        get
        {
            if (Arms < 2) return "needs at least two arms";
            if (Blocks == 0) return "no block is complete";
            return Spread == 0 ? "all arms are tied in every block" : null;
        }
    }

    public Estimate KendallW => WhyUndefined is { } reason ? Estimate.Undefined(reason) : Estimate.Of(SpreadOfSums / (Blocks * Spread));

    public static BlockRanks Of(RatingMatrix blocksByArms)
    {
        ArgumentNullException.ThrowIfNull(blocksByArms);
        var ranks = blocksByArms.CompleteRows().Select(Ranks.Of).ToList();
        return new BlockRanks(ranks, blocksByArms.Columns, blocksByArms.Rows - ranks.Count);
    }

    /// <summary>The same of some of the complete blocks, drawn twice counting twice.</summary>
    public BlockRanks Select(IEnumerable<int> blocks) => new([.. blocks.Select(block => ranks[block])], Arms, Dropped);

    public IEnumerable<(int First, int Second, double Difference)> Pairs() =>
        from first in Enumerable.Range(0, Arms)
        from second in Enumerable.Range(first + 1, Arms - first - 1)
        select (first, second, Math.Abs(RankSums[first] - RankSums[second]));
}
