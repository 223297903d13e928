namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Power of the two-sided test that one ROC area is 0.5, by the binormal variance of Obuchowski, Lieber &amp; Wians (Clin Chem 2004;50:1118) with
/// A = 1.414 times the normal quantile of the area, V = 0.0099 exp(-A^2/2) ((5 A^2 + 8) + (A^2 + 8) / k) and 0.0792 (1 + 1/k) under the
/// null hypothesis, k negatives per positive; the constants as published, and as in pROC. O(1).
/// </summary>
public static class OneAreaPower
{
    /// <summary>The probability that so many positives, and k times as many negatives, show that the area is not 0.5.</summary>
    public static Estimate Of(double area, double positives, double negativesPerPositive = 1, double alpha = 0.05)
    {
        if ((Problem(area, negativesPerPositive) ?? PlanningInput.Problem(alpha)) is { } problem) return Estimate.Undefined(problem);

        return positives > 0 && double.IsFinite(positives)
            ? Estimate.Of(Variance(area, negativesPerPositive).Power(positives, alpha))
            : Estimate.Undefined("a positive case is needed");
    }

    /// <summary>The positives that reach the power; the negatives are k times the exact number, each rounded up by itself.</summary>
    public static SampleSize PositivesFor(double power, double area, double negativesPerPositive = 1, double alpha = 0.05)
    {
        if ((Problem(area, negativesPerPositive) ?? PlanningInput.Problem(alpha, power)) is { } problem) return SampleSize.Undefined(problem);

        return Variance(area, negativesPerPositive).PositivesFor(power, alpha);
    }

    private static AreaVariance Variance(double area, double ratio)
    {
        var a = 1.414 * -Distributions.NormalUpperQuantile(area);
        var square = a * a;
        var variance = 0.0099 * Math.Exp(-square / 2) * ((5 * square) + 8 + ((square + 8) / ratio));
        return new AreaVariance(area - 0.5, 0.0792 * (1 + (1 / ratio)), variance, ratio);
    }

    private static string? Problem(double area, double ratio)
    {
        if (area is not (> 0 and < 1)) return "the area must lie between 0 and 1";

        return ratio > 0 && double.IsFinite(ratio) ? null : "the negatives per positive must be above 0";
    }
}
