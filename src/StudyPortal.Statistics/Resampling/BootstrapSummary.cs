using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Resampling;

/// <summary>
/// What the replicates of a bootstrap say: mean, median, standard error (n - 1) and percentile interval (quantile type 7) of the defined ones,
/// and how many were undefined.
/// </summary>
public sealed record BootstrapSummary(int Replicates, int Undefined, Estimate Mean, Estimate Median, Estimate StandardError, Interval? Percentile)
{
    /// <summary>Summarises replicates; null is one whose statistic is undefined.</summary>
    public static BootstrapSummary Of(IReadOnlyCollection<double?> replicates, double confidence)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        var defined = replicates.OfType<double>().Order().ToArray();
        var undefined = replicates.Count - defined.Length;
        if (defined.Length < 2)
        {
            var nothing = Estimate.Undefined("fewer than two bootstrap replicates are defined");
            return new BootstrapSummary(replicates.Count, undefined, nothing, nothing, nothing, null);
        }

        var tail = (1 - Probability.Open(confidence, nameof(confidence))) / 2;
        var percentile = new Interval(Quantile(defined, tail), Quantile(defined, 1 - tail), confidence);
        return new BootstrapSummary(
            replicates.Count,
            undefined,
            Estimate.Of(defined.Mean()),
            Estimate.Of(Quantile(defined, 0.5)),
            Estimate.Of(defined.StandardDeviation()),
            percentile);
    }

    private static double Quantile(double[] sorted, double probability) =>
        SortedArrayStatistics.QuantileCustom(sorted, probability, QuantileDefinition.R7);
}
