using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Resampling;

/// <summary>
/// What the replicates of a bootstrap say: mean, median, standard error (n - 1) and percentile interval (Efron, SIAM 1982, ch. 10; quantile
/// type 7) of the defined ones, and how many were undefined. O(B log B) for B replicates.
/// </summary>
/// <param name="Bca">The bias-corrected and accelerated interval beside the percentile one; null where no leave-one-out values were given.</param>
public sealed record BootstrapSummary(
    int Replicates, int Undefined, Estimate Mean, Estimate Median, Estimate StandardError, Interval? Percentile, BcaInterval? Bca = null)
{
    internal const string TooFew = "fewer than two bootstrap replicates are defined";

    /// <summary>Summarises replicates; null is one whose statistic is undefined.</summary>
    public static BootstrapSummary Of(IReadOnlyCollection<double?> replicates, double confidence)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        var defined = replicates.OfType<double>().Order().ToArray();
        var undefined = replicates.Count - defined.Length;
        if (defined.Length < 2)
        {
            var nothing = Estimate.Undefined(TooFew);
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

    /// <summary>The same with the BCa interval; the last two arguments are those of <see cref="BcaInterval.Of"/>.</summary>
    public static BootstrapSummary Of(
        IReadOnlyCollection<double?> replicates, double confidence, double? estimate, IReadOnlyList<IReadOnlyList<double?>> leaveOneOut) =>
        Of(replicates, confidence) with { Bca = BcaInterval.Of(replicates, estimate, leaveOneOut, confidence) };

    /// <summary>Type 7 of Hyndman &amp; Fan (Am Stat 1996;50:361), R's and numpy's default.</summary>
    internal static double Quantile(double[] sorted, double probability) =>
        SortedArrayStatistics.QuantileCustom(sorted, probability, QuantileDefinition.R7);
}
