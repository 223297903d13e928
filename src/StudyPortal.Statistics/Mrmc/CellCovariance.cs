namespace StudyPortal.Statistics.Mrmc;

/// <summary>Covariances between the empirical areas of all cells of a study; their formulas stand at <see cref="ErrorCovariance"/>.</summary>
internal static class CellCovariance
{
    /// <summary>Why the covariances cannot be had, or null.</summary>
    public static string? Hindrance(IReadOnlyList<ScoredCell> cells, ErrorCovariance method)
    {
        if (cells.Any(cell => cell.Positives < 2 || cell.Negatives < 2))
            return "the variance needs at least two positive and two negative cases from every reader";
        if (method != ErrorCovariance.DeLong) return null;

        var overlap = cells.Any(first => cells.Any(second =>
            OverlapPartly(first.ScoredPositives, second.ScoredPositives) || OverlapPartly(first.ScoredNegatives, second.ScoredNegatives)));
        return overlap ? "DeLong's covariance is not defined for readers or arms that share only some of their cases" : null;
    }

    /// <summary>Symmetric; for cells without a hindrance.</summary>
    public static double[,] Of(IReadOnlyList<ScoredCell> cells, ErrorCovariance method)
    {
        var shares = method switch
        {
            ErrorCovariance.Jackknife => cells.Select(OfPseudovalues).ToArray(),
            ErrorCovariance.DeLong => cells.Select(OfPlacements).ToArray(),
            _ => [],
        };
        var covariances = new double[cells.Count, cells.Count];
        for (var first = 0; first < cells.Count; first++)
        {
            for (var second = 0; second <= first; second++)
            {
                covariances[first, second] = covariances[second, first] = method == ErrorCovariance.Unbiased
                    ? Unbiased(cells[first], cells[second])
                    : PairSums.Dot(shares[first], shares[second]);
            }
        }

        return covariances;
    }

    /// <summary>The product of the areas less the mean product of wins in comparisons that share no case.</summary>
    public static double Unbiased(ScoredCell first, ScoredCell second) => UStatistic.WithoutNoise(
        (first.Area * second.Area) - (PairSums.Wins(first, second).Disjoint()[3] / PairSums.Counts(first, second).Disjoint()[3]));

    /// <summary>Each case's share, so that products add up to the sum over leave-one-out areas times (K - 1) / K.</summary>
    private static double[] OfPseudovalues(ScoredCell cell)
    {
        var pseudovalues = cell.Pseudovalues();
        var mean = pseudovalues.Average();
        var scale = Math.Sqrt((double)pseudovalues.Length * (pseudovalues.Length - 1));
        return Array.ConvertAll(pseudovalues, value => (value - mean) / scale);
    }

    /// <summary>Each case's share, so that products add up to DeLong's covariance; nothing for a case without a score.</summary>
    private static double[] OfPlacements(ScoredCell cell) =>
    [
        .. Shares(cell.OfPositives, cell.ScoredPositives, cell.Positives, 2.0 * cell.Negatives, cell.Area),
        .. Shares(cell.OfNegatives, cell.ScoredNegatives, cell.Negatives, 2.0 * cell.Positives, cell.Area),
    ];

    private static IEnumerable<double> Shares(double[] wins, bool[] scored, double count, double most, double area) =>
        wins.Select((won, index) => scored[index] ? ((won / most) - area) / Math.Sqrt(count * (count - 1)) : 0);

    private static bool OverlapPartly(bool[] first, bool[] second) =>
        PairSums.Shared(first, second) > 0 && !first.AsSpan().SequenceEqual(second);
}
