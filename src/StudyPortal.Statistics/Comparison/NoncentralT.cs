namespace StudyPortal.Statistics.Comparison;

/// <summary>The noncentral t distribution, for intervals of standardised mean differences (Steiger &amp; Fouladi 1997).</summary>
internal static class NoncentralT
{
    private const double NormalReach = 9;

    /// <summary>The noncentralities under which t is the upper, and the lower, end of the central region of this coverage.</summary>
    public static Interval Noncentrality(double t, double df, double confidence)
    {
        var tail = (1 - Probability.Open(confidence, nameof(confidence))) / 2;
        return new Interval(Solve(t, df, 1 - tail), Solve(t, df, tail), confidence);
    }

    private static double Solve(double t, double df, double probability)
    {
        var reach = 10 * (1 + Math.Abs(t));
        var (low, high) = (t - reach, t + reach);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Cdf(t, df, middle) > probability) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    private static double Cdf(double t, double df, double noncentrality) => ChiScale.Expectation(
        df,
        scale => Distributions.NormalUpper(noncentrality - (t * scale)),
        (noncentrality - NormalReach) / t,
        (noncentrality + NormalReach) / t);
}
