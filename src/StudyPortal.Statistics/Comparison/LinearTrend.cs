using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// The slope of y over x by least squares, with its t interval and two-sided t test of 0 on n - 2 degrees of freedom (Draper &amp; Smith,
/// Applied Regression Analysis, 3rd ed. 1998, ch. 1). O(n).
/// </summary>
public sealed record LinearTrend(int Points, Estimate Slope, Estimate StandardError, Estimate PValue)
{
    /// <param name="x">As many as <paramref name="y"/>.</param>
    /// <param name="y">Finite numbers.</param>
    /// <param name="confidence">Coverage of the interval.</param>
    public static LinearTrend Of(IReadOnlyList<double> x, IReadOnlyList<double> y, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count) throw new ArgumentException($"{y.Count} values of y beside {x.Count} of x: expected pairs.", nameof(y));

        if (x.Distinct().Count() < 2) return WithoutSlope(x.Count, "needs at least two different places on the x axis");

        var (meanX, meanY) = (x.Mean(), y.Mean());
        var spread = x.Sum(value => (value - meanX) * (value - meanX));
        var slope = x.Zip(y, (left, right) => (left - meanX) * (right - meanY)).Sum() / spread;
        if (x.Count < 3) return WithoutTest(x.Count, slope, "needs at least three points");

        var residual = x.Zip(y, (left, right) => right - meanY - (slope * (left - meanX))).Sum(value => value * value);
        var noise = y.Max(Math.Abs) * 1e-14;
        if (residual <= x.Count * noise * noise) return WithoutTest(x.Count, slope, "the points lie on a line");

        var df = x.Count - 2;
        var standardError = Math.Sqrt(residual / df / spread);
        var half = Distributions.StudentCritical(confidence, df) * standardError;
        return new LinearTrend(
            x.Count,
            Estimate.Of(slope, new Interval(slope - half, slope + half, confidence)),
            Estimate.Of(standardError),
            Estimate.Of(Distributions.StudentTwoSided(slope / standardError, df)));
    }

    private static LinearTrend WithoutSlope(int points, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new LinearTrend(points, undefined, undefined, undefined);
    }

    private static LinearTrend WithoutTest(int points, double slope, string reason) =>
        WithoutSlope(points, reason) with { Slope = Estimate.WithoutInterval(slope, reason) };
}
