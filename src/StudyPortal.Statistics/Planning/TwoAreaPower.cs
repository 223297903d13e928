using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Power of the two-sided paired test that two ROC areas on the same cases are equal, from binormal curves or from a pilot. Numbers that
/// cannot be planned with are undefined, because.
/// </summary>
public static class TwoAreaPower
{
    /// <summary>
    /// Variances from two binormal curves (Obuchowski &amp; McClish, Stat Med 1997;16:1529). As there and in pROC the variance of an area
    /// leaves out its term in the covariance of A and B, and the null variance is twice that of the first less the covariances. O(1).
    /// </summary>
    /// <param name="first">Curve of the first model.</param>
    /// <param name="second">Curve of the second model.</param>
    /// <param name="negativeCorrelation">Of the two scores among negatives.</param>
    /// <param name="positiveCorrelation">Of the two scores among positives.</param>
    /// <param name="negativesPerPositive">Ratio of the classes.</param>
    /// <param name="difference">To be found; null for that of the two curves.</param>
    public static AreaVariance Binormal(
        BinormalCurve first,
        BinormalCurve second,
        double negativeCorrelation,
        double positiveCorrelation,
        double negativesPerPositive = 1,
        double? difference = null)
    {
        var k = negativesPerPositive;
        var (own, other) = (Variance(first, k), Variance(second, k));
        var covariance = Covariance(first, second, negativeCorrelation, positiveCorrelation, k);
        return new AreaVariance(
            difference ?? first.Area - second.Area, (2 * own) - (2 * covariance), own + other - (2 * covariance), k);
    }

    /// <summary>
    /// DeLong's variances of a pilot times its positives; the null variance is twice that of the first less the covariances, as in pROC, so
    /// it depends on which model is first. Null where the pilot has fewer than two cases of a class. O(n log n).
    /// </summary>
    public static AreaVariance? Pilot(RocSample first, RocSample second)
    {
        var pilot = DeLong.ComparePaired(first, second);
        if (pilot.First.Variance.Value is not { } own || pilot.Second.Variance.Value is not { } other
            || pilot.Covariance.Value is not { } covariance || pilot.Difference.Value is not { } difference)
            return null;

        double positives = pilot.First.Positives;
        return new AreaVariance(
            difference,
            2 * (own - covariance) * positives,
            (own + other - (2 * covariance)) * positives,
            pilot.First.Negatives / positives);
    }

    /// <summary>The probability that so many positives, with their share of negatives, find the difference; alpha for one of 0.</summary>
    public static Estimate Of(AreaVariance variance, double positives, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(variance);
        var problem = PlanningInput.Problem(alpha) ?? Problem(variance)
            ?? (positives > 0 && double.IsFinite(positives) ? null : "a positive case is needed");
        return problem is null ? Estimate.Of(variance.Power(positives, alpha)) : Estimate.Undefined(problem);
    }

    /// <summary>The positives that reach the power; the negatives are their ratio times the exact number.</summary>
    public static SampleSize PositivesFor(double power, AreaVariance variance, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(variance);
        return (PlanningInput.Problem(alpha, power) ?? Problem(variance)) is { } problem
            ? SampleSize.Undefined(problem)
            : variance.PositivesFor(power, alpha);
    }

    private static string? Problem(AreaVariance variance)
    {
        if (PlanningInput.NotFinite(variance.Effect, variance.Null, variance.Alternative) is { } problem) return problem;

        return variance is { Null: > 0, Alternative: > 0 } ? null : "the variance of the difference is not above 0";
    }

    private static double Variance(BinormalCurve curve, double k)
    {
        var (byA, byB) = curve.Gradient;
        var (a, b) = (curve.A * curve.A, curve.B * curve.B);
        return (byA * byA * (1 + (b / k) + (a / 2))) + (byB * byB * b * (1 + k) / (2 * k));
    }

    private static double Covariance(BinormalCurve first, BinormalCurve second, double ofNegatives, double ofPositives, double k)
    {
        var ((a1, b1), (a2, b2)) = ((first.A, first.B), (second.A, second.B));
        var ((byA1, byB1), (byA2, byB2)) = (first.Gradient, second.Gradient);
        var (negatives, positives) = (ofNegatives * ofNegatives, ofPositives * ofPositives);
        return (byA1 * byA2 * (ofPositives + (ofNegatives * b1 * b2 / k) + (positives * a1 * a2 / 2)))
            + (byB1 * byB2 * b1 * b2 * (negatives + (k * positives)) / (2 * k))
            + (byA1 * byB2 * positives * a1 * b2 / 2)
            + (byA2 * byB1 * positives * a2 * b1 / 2);
    }
}
