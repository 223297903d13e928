namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Power of the two-sided paired t test, both tails of the noncentral t counted (Cohen 1988, chapter 2; pwr). The effect is dz, the mean
/// difference over the standard deviation of the differences. Numbers that cannot be planned with are undefined, because.
/// </summary>
public static class PairedTPower
{
    /// <summary>The asymptotic efficiency of Wilcoxon's signed-rank test relative to t for normal differences is 3 / pi.</summary>
    private const double WilcoxonEfficiency = 3 / Math.PI;

    /// <summary>The probability that so many pairs find the effect; alpha for an effect of 0. O(1), 256 points of quadrature.</summary>
    public static Estimate Of(double effect, int pairs, double alpha = 0.05)
    {
        var problem = PlanningInput.Problem(alpha) ?? PlanningInput.NotFinite(effect) ?? (pairs < 2 ? "at least 2 pairs are needed" : null);
        return problem is null ? Estimate.Of(Power(effect, pairs, alpha)) : Estimate.Undefined(problem);
    }

    /// <summary>The pairs that reach the power; an exact number is at least 2. O(log pairs), then 100 bisections.</summary>
    public static SampleSize PairsFor(double power, double effect, double alpha = 0.05)
    {
        if ((PlanningInput.Problem(alpha, power) ?? PlanningInput.NotFinite(effect)) is { } problem) return SampleSize.Undefined(problem);

        if (effect == 0) return SampleSize.Undefined(PlanningInput.ZeroEffect);

        return PlanningInput.Smallest(2, power, pairs => Power(effect, pairs, alpha)) is { } exact
            ? new SampleSize(Estimate.Of(exact))
            : SampleSize.Undefined("the effect is too small: more than 1e9 pairs would be needed");
    }

    /// <summary>The same for Wilcoxon's signed-rank test of normal differences: divided by its asymptotic relative efficiency.</summary>
    public static SampleSize WilcoxonPairsFor(double power, double effect, double alpha = 0.05) =>
        new(PairsFor(power, effect, alpha).Exact.Select(pairs => pairs / WilcoxonEfficiency));

    private static double Power(double effect, double pairs, double alpha)
    {
        if (effect == 0) return alpha;

        var critical = Distributions.StudentCritical(1 - alpha, pairs - 1);
        return BothTails(critical, pairs - 1, Math.Abs(effect) * Math.Sqrt(pairs));
    }

    internal static double BothTails(double critical, double df, double noncentrality) => Math.Clamp(
        NoncentralT.Upper(critical, df, noncentrality) + NoncentralT.Lower(-critical, df, noncentrality), 0, 1);
}
