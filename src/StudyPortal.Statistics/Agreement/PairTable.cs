namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// How often two readers chose each pair of categories, and what kappa follows. Sums are taken in whole counts and units of the scale, so that
/// 0/0 and exact zeros are found as such. O(cases + categories^2).
/// </summary>
internal sealed class PairTable
{
    private readonly CategoryWeights weights;
    private readonly int[,] counts;
    private readonly int[] firstCounts;
    private readonly int[] secondCounts;

    public PairTable(CategoryWeights weights, IReadOnlyList<(int First, int Second)> pairs)
    {
        this.weights = weights;
        Cases = pairs.Count;
        counts = new int[weights.Count, weights.Count];
        firstCounts = new int[weights.Count];
        secondCounts = new int[weights.Count];
        foreach (var (first, second) in pairs)
        {
            counts[first, second]++;
            firstCounts[first]++;
            secondCounts[second]++;
        }

        ObservedDistance = Sum((first, second) => counts[first, second] * weights.Distance(first, second));
        ExpectedDistance = Sum((first, second) => (double)firstCounts[first] * secondCounts[second] * weights.Distance(first, second));
    }

    public int Cases { get; }

    public double Observed => 1 - (ObservedDistance / Cases / weights.Largest);

    public double Expected => 1 - (ExpectedDistance / Cases / Cases / weights.Largest);

    /// <summary>Null where no disagreement can be expected: 0/0.</summary>
    public double? Kappa
    {
        get
        {
            if (ExpectedDistance == 0) return null;
            return IsSettledByMargins() ? 0 : (ExpectedDistance - (Cases * ObservedDistance)) / ExpectedDistance;
        }
    }

    private double ObservedDistance { get; }

    private double ExpectedDistance { get; }

    /// <summary>
    /// Whether the weights are a sum of a row and a column term over the categories used: observed agreement then equals the expected
    /// however the ratings pair up. So it is when a reader never varies, or when no category is shared and weights are none or linear.
    /// </summary>
    public bool IsSettledByMargins()
    {
        var row = Array.FindIndex(firstCounts, count => count > 0);
        var column = Array.FindIndex(secondCounts, count => count > 0);
        var noise = weights.Largest * 1e-12;
        for (var first = row + 1; first < weights.Count; first++)
        {
            for (var second = column + 1; second < weights.Count; second++)
            {
                if (firstCounts[first] == 0 || secondCounts[second] == 0) continue;

                var left = weights.Distance(first, second) - weights.Distance(first, column);
                if (Math.Abs(left - weights.Distance(row, second) + weights.Distance(row, column)) > noise) return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Variance over one case of w_ij - (1 - kappa) (w_i. + w_.j), from which the standard errors come: over the pairs seen, or over
    /// those that independent readers would make. Taken about its mean; spread no larger than rounding noise is 0.
    /// </summary>
    public double Variance(double kappa, bool independent)
    {
        var rows = Enumerable.Range(0, weights.Count).Select(first => MeanWeight(second => weights[first, second], secondCounts)).ToArray();
        var columns = Enumerable.Range(0, weights.Count).Select(second => MeanWeight(first => weights[first, second], firstCounts)).ToArray();
        double n = Cases;
        var terms = Used()
            .Select(cell => (
                Share: independent ? firstCounts[cell.First] * secondCounts[cell.Second] / (n * n) : counts[cell.First, cell.Second] / n,
                Value: weights[cell.First, cell.Second] - ((1 - kappa) * (rows[cell.First] + columns[cell.Second]))))
            .Where(term => term.Share > 0).ToList();
        var mean = terms.Sum(term => term.Share * term.Value);
        return terms.All(term => Math.Abs(term.Value - mean) <= 1e-13)
            ? 0
            : terms.Sum(term => term.Share * (term.Value - mean) * (term.Value - mean));
    }

    private double MeanWeight(Func<int, double> weight, int[] margin) =>
        Enumerable.Range(0, margin.Length).Sum(category => weight(category) * margin[category]) / Cases;

    private IEnumerable<(int First, int Second)> Used() =>
        from first in Enumerable.Range(0, weights.Count)
        where firstCounts[first] > 0
        from second in Enumerable.Range(0, weights.Count)
        where secondCounts[second] > 0
        select (first, second);

    private double Sum(Func<int, int, double> term)
    {
        var sum = 0.0;
        for (var first = 0; first < weights.Count; first++)
        {
            for (var second = 0; second < weights.Count; second++) sum += term(first, second);
        }

        return sum;
    }
}
