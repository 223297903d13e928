namespace StudyPortal.Statistics.Planning;

/// <summary>
/// What the power of a test of ROC areas rests on: an effect and, times the number of positives, its variance under the null and under the
/// alternative hypothesis. Positives n = (z(alpha/2) sqrt(V0) + z(beta) sqrt(VA))^2 / effect^2; power from the same equation (Obuchowski
/// &amp; McClish, Stat Med 1997;16:1529). O(1).
/// </summary>
/// <param name="Effect">The area less 0.5, or a difference of two areas.</param>
/// <param name="Null">Variance x positives under the null hypothesis.</param>
/// <param name="Alternative">Variance x positives under the alternative.</param>
/// <param name="NegativesPerPositive">The ratio for which the variances hold.</param>
public sealed record AreaVariance(double Effect, double Null, double Alternative, double NegativesPerPositive)
{
    internal double Power(double positives, double alpha)
    {
        if (Effect == 0) return alpha;

        var distance = Math.Sqrt(positives) * Math.Abs(Effect);
        var excess = distance - (Distributions.NormalUpperQuantile(alpha / 2) * Math.Sqrt(Null));
        return Distributions.NormalUpper(-excess / Math.Sqrt(Alternative));
    }

    internal SampleSize PositivesFor(double power, double alpha)
    {
        if (Effect == 0) return SampleSize.Undefined(PlanningInput.ZeroEffect);

        var root = (Distributions.NormalUpperQuantile(alpha / 2) * Math.Sqrt(Null))
            + (Distributions.NormalUpperQuantile(1 - power) * Math.Sqrt(Alternative));
        return root > 0
            ? new SampleSize(Estimate.Of(root * root / (Effect * Effect)))
            : SampleSize.Undefined("the target power is below what the test has without any case");
    }
}
