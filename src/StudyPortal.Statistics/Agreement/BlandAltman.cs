using MathNet.Numerics.Statistics;
using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Limits of agreement of two readers or methods, first minus second (Bland &amp; Altman, Lancet 1986;327:307; Stat Methods Med Res 1999;8:135):
/// mean difference +- 1.959964 standard deviations (n - 1), between which 95 % of the differences lie if they are normal.
/// <paramref name="LimitStandardError"/> is SD sqrt(1/n + z^2 / (2 (n - 1))), beside it the SD sqrt(3/n) of 1986; all intervals are t with
/// n - 1 degrees of freedom. <paramref name="Correlation"/> of the differences with the pairs' means, with its t test, shows
/// proportional bias. Ties need no rule. O(n log n).
/// </summary>
public sealed record BlandAltman(
    int Pairs,
    Estimate MeanDifference,
    Estimate StandardDeviation,
    Estimate StandardError,
    Estimate LowerLimit,
    Estimate UpperLimit,
    Estimate LimitStandardError,
    Estimate LimitStandardError1986,
    Estimate Correlation,
    Estimate CorrelationPValue)
{
    internal const double Coverage = 0.95;

    private const string Constant = "the differences do not vary";

    /// <summary>A pair with a missing value is dropped.</summary>
    public static BlandAltman Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second, double confidence = 0.95)
    {
        var pairs = PairedDifferences.Complete(first, second);
        if (pairs.FindIndex(pair => !double.IsFinite(pair.First - pair.Second)) is >= 0 and var wrong)
            throw new ArgumentException($"Complete pair {wrong} is {pairs[wrong]}: expected finite numbers, or null for missing.", nameof(first));

        if (pairs.Count == 0) return WithoutLimits(0, Estimate.Undefined("no complete pair"), "no complete pair");

        var differences = pairs.ConvertAll(pair => pair.First - pair.Second);
        if (pairs.Count == 1)
            return WithoutLimits(1, Estimate.WithoutInterval(differences[0], "a single pair has no interval"), "needs at least two pairs");

        return PairedDifferences.Rounded(pairs).Distinct().Count() == 1
            ? Collapsed(pairs.Count, differences.Mean())
            : WithLimits(pairs, differences, confidence);
    }

    private static BlandAltman WithLimits(List<(double First, double Second)> pairs, List<double> differences, double confidence)
    {
        double n = pairs.Count, z = Distributions.NormalCritical(Coverage);
        var (mean, deviation) = differences.MeanStandardDeviation();
        var standardError = deviation / Math.Sqrt(n);
        var limitError = deviation * Math.Sqrt((1 / n) + (z * z / (2 * (n - 1))));
        var critical = Distributions.StudentCritical(confidence, n - 1);
        Estimate WithInterval(double value, double error) =>
            Estimate.Of(value, new Interval(value - (critical * error), value + (critical * error), confidence));
        var (correlation, pValue) = ProportionalBias(pairs, differences);
        return new BlandAltman(
            pairs.Count,
            WithInterval(mean, standardError),
            Estimate.Of(deviation),
            Estimate.Of(standardError),
            WithInterval(mean - (z * deviation), limitError),
            WithInterval(mean + (z * deviation), limitError),
            Estimate.Of(limitError),
            Estimate.Of(deviation * Math.Sqrt(3 / n)),
            correlation,
            pValue);
    }

    private static (Estimate Correlation, Estimate PValue) ProportionalBias(
        List<(double First, double Second)> pairs, List<double> differences)
    {
        if (PairedDifferences.Rounded(pairs.ConvertAll(pair => (pair.First, -pair.Second))).Distinct().Count() == 1)
        {
            var undefined = Estimate.Undefined("the pairs' means do not vary");
            return (undefined, undefined);
        }

        var r = Exact(MathNet.Numerics.Statistics.Correlation.Pearson(differences, pairs.Select(pair => (pair.First + pair.Second) / 2)));
        var df = pairs.Count - 2;
        return df == 0
            ? (Estimate.Of(r), Estimate.Undefined("needs at least three pairs"))
            : (Estimate.Of(r), Estimate.Of(Distributions.StudentTwoSided(r * Math.Sqrt(df / (1 - (r * r))), df)));
    }

    /// <summary>What is 1 or -1 but for rounding is.</summary>
    private static double Exact(double correlation) => Math.Abs(correlation) > 1 - 1e-12 ? Math.Sign(correlation) : correlation;

    /// <summary>All differences equal: the limits fall on them.</summary>
    private static BlandAltman Collapsed(int pairs, double mean)
    {
        var value = Estimate.WithoutInterval(mean, Constant);
        var (zero, undefined) = (Estimate.Of(0), Estimate.Undefined(Constant));
        return new BlandAltman(pairs, value, zero, zero, value, value, zero, zero, undefined, undefined);
    }

    private static BlandAltman WithoutLimits(int pairs, Estimate mean, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new BlandAltman(
            pairs, mean, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined);
    }
}
