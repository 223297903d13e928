using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Student's t test of paired values (Biometrika 1908;6:1), first minus second, with standardised effects. <paramref name="CohenDz"/>
/// divides by the standard deviation of the differences and has the interval of the noncentral t; <paramref name="HedgesGz"/> is the same
/// corrected for few pairs.
/// </summary>
/// <param name="CohenDav">
/// The mean difference over the root mean square of the two standard deviations (Cumming, Understanding the New Statistics 2012). Its
/// interval has no closed form: <see cref="EffectBootstrap.CohenDav"/> gives it.
/// </param>
public sealed record PairedT(
    int Pairs,
    Estimate MeanDifference,
    Estimate StandardDeviation,
    Estimate StandardError,
    Estimate T,
    Tails PValue,
    Estimate CohenDz,
    Estimate HedgesGz,
    Estimate CohenDav)
{
    public int Df => Math.Max(0, Pairs - 1);

    /// <summary>A pair with a missing value is dropped. O(n), and a few hundred evaluations of the noncentral t for the interval of dz.</summary>
    public static PairedT Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second, double confidence = 0.95)
    {
        var pairs = PairedDifferences.Complete(first, second);
        if (pairs.Count == 0) return WithoutTest(0, Estimate.Undefined("no complete pair"), Estimate.Undefined("no complete pair"));

        var differences = pairs.Select(pair => pair.First - pair.Second).ToList();
        var mean = differences.Mean();
        if (pairs.Count == 1)
            return WithoutTest(1, Estimate.WithoutInterval(mean, "a single pair has no interval"), Estimate.Undefined("needs at least two pairs"));

        return PairedDifferences.AreConstant(pairs)
            ? WithoutTest(pairs.Count, Estimate.WithoutInterval(mean, "the differences do not vary"), Estimate.Of(0))
            : Test(pairs, mean, differences.StandardDeviation(), confidence);
    }

    /// <summary>Cohen's dav of pairs whose differences vary.</summary>
    internal static double Dav(IReadOnlyCollection<(double First, double Second)> pairs)
    {
        var meanVariance = (pairs.Select(pair => pair.First).Variance() + pairs.Select(pair => pair.Second).Variance()) / 2;
        return pairs.Select(pair => pair.First - pair.Second).Mean() / Math.Sqrt(meanVariance);
    }

    private static PairedT Test(List<(double First, double Second)> pairs, double mean, double deviation, double confidence)
    {
        double n = pairs.Count, df = n - 1;
        var standardError = deviation / Math.Sqrt(n);
        var t = mean / standardError;
        var half = Distributions.StudentCritical(confidence, df) * standardError;
        var cohenDz = StandardizedMean.CohenD(t, df, 1 / Math.Sqrt(n), confidence);
        return new PairedT(
            pairs.Count,
            Estimate.Of(mean, new Interval(mean - half, mean + half, confidence)),
            Estimate.Of(deviation),
            Estimate.Of(standardError),
            Estimate.Of(t),
            Tails.Student(t, df),
            cohenDz,
            StandardizedMean.HedgesG(cohenDz, df),
            Estimate.WithoutInterval(Dav(pairs), "it has no closed form: the bootstrap over cases gives it"));
    }

    private static PairedT WithoutTest(int pairs, Estimate mean, Estimate deviation)
    {
        var undefined = Estimate.Undefined(deviation.Reason ?? "the differences do not vary");
        return new PairedT(
            pairs,
            mean,
            deviation,
            deviation,
            undefined,
            new Tails(undefined, undefined, undefined),
            undefined,
            undefined,
            undefined);
    }
}
