namespace StudyPortal.Statistics;

/// <summary>
/// The noncentral t distribution, as the mean over the estimated standard deviation of normal tails: of use for the power of t tests and
/// for intervals of standardised mean differences (Steiger &amp; Fouladi 1997). Its noise is below 1e-9.
/// </summary>
internal static class NoncentralT
{
    private const double NormalReach = 9;

    /// <summary>P(T &gt; t).</summary>
    public static double Upper(double t, double df, double noncentrality) =>
        Expectation(t, df, noncentrality, scale => Distributions.NormalUpper((t * scale) - noncentrality));

    /// <summary>P(T &lt;= t).</summary>
    public static double Lower(double t, double df, double noncentrality) =>
        Expectation(t, df, noncentrality, scale => Distributions.NormalUpper(noncentrality - (t * scale)));

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
            if (Lower(t, df, middle) > probability) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    private static double Expectation(double t, double df, double noncentrality, Func<double, double> tail) =>
        ChiScale.Expectation(df, tail, (noncentrality - NormalReach) / t, (noncentrality + NormalReach) / t);
}
