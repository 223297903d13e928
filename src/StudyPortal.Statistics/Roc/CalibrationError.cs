namespace StudyPortal.Statistics.Roc;

/// <summary>
/// How far predicted probabilities are from the shares observed, bin by bin: the points of the reliability curve, and what they come to
/// (Naeini, Cooper &amp; Hauskrecht, AAAI 2015). Both depend on the bins, and the expected error is biased upwards in small samples. Empty
/// bins are listed and count nothing. Undefined, without bins, where there are no cases or a score is no probability. O(n log bins) for
/// bins of equal width, O(n log n) for quantiles.
/// </summary>
/// <param name="Bins">From the lowest probability to the highest.</param>
/// <param name="Expected">Mean of the absolute gaps, weighted by the cases in the bins (ECE).</param>
/// <param name="Maximum">The largest absolute gap (MCE).</param>
public sealed record CalibrationError(IReadOnlyList<CalibrationBin> Bins, Estimate Expected, Estimate Maximum)
{
    /// <summary>Bins of equal width from 0 to 1; their edges are the decimal numbers k / bins, and a probability on an edge belongs below.</summary>
    public static CalibrationError Uniform(RocSample sample, int bins = 10) =>
        Of(sample, bins, () => [.. Enumerable.Range(0, bins + 1).Select(edge => (double)edge / bins)]);

    /// <summary>
    /// Bins of about as many cases each: edges at the quantiles (type 7, numpy's default) of the probabilities. Tied ones stay together,
    /// so bins may differ in size and some may be empty.
    /// </summary>
    public static CalibrationError Quantile(RocSample sample, int bins = 5) => Of(sample, bins, () =>
    {
        double[] sorted = [.. sample.Positives.Concat(sample.Negatives).Order()];
        return [.. Enumerable.Range(0, bins + 1).Select(edge => Type7(sorted, edge, bins))];
    });

    private static CalibrationError Of(RocSample sample, int bins, Func<double[]> makeEdges)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (Probabilities.Objection(sample) is { } reason)
            return new CalibrationError([], Estimate.Undefined(reason), Estimate.Undefined(reason));

        var filled = Fill(sample, makeEdges());
        var gaps = filled.Where(bin => bin.Cases > 0).Select(bin => (bin.Cases, Size: Math.Abs(bin.Gap.Value.GetValueOrDefault()))).ToList();
        return new CalibrationError(
            filled,
            Estimate.Of(gaps.Sum(gap => gap.Cases * gap.Size) / sample.Prevalence.Total),
            Estimate.Of(gaps.Max(gap => gap.Size)));
    }

    private static CalibrationBin[] Fill(RocSample sample, double[] edges)
    {
        var bins = edges.Length - 1;
        var (counts, positives, sums) = (new int[bins], new int[bins], new double[bins]);
        foreach (var (probability, positive) in sample.Positives.Select(p => (p, 1)).Concat(sample.Negatives.Select(p => (p, 0))))
        {
            var bin = BinOf(probability, edges);
            counts[bin]++;
            positives[bin] += positive;
            sums[bin] += probability;
        }

        return
        [
            .. Enumerable.Range(0, bins).Select(bin => new CalibrationBin(
                edges[bin],
                edges[bin + 1],
                Estimate.Ratio(sums[bin], counts[bin], "the bin is empty"),
                new Proportion(positives[bin], counts[bin]))),
        ];
    }

    /// <summary>The first bin whose upper edge is not below the probability.</summary>
    private static int BinOf(double probability, double[] edges)
    {
        var (low, high) = (0, edges.Length - 2);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (probability <= edges[middle + 1]) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>The quantile k / parts; interpolated as a + (b - a) t, so that it equals tied values exactly.</summary>
    private static double Type7(double[] sorted, int k, int parts)
    {
        var (below, rest) = Math.DivRem((long)(sorted.Length - 1) * k, parts);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * rest / parts);
    }
}
