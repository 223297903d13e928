using MathNet.Numerics;

namespace StudyPortal.Statistics;

/// <summary>The noncentral F distribution (Johnson, Kotz &amp; Balakrishnan 1995, chapter 30).</summary>
internal static class NoncentralF
{
    /// <summary>P(F &gt; f): a Poisson mixture of beta tails; for df2 above 1e8 the tail of chi-square, which is then within 1e-8.</summary>
    public static double Upper(double f, double df1, double df2, double noncentrality)
    {
        if (f <= 0) return 1;
        if (df2 > 1e8) return NoncentralChiSquare.Upper(df1 * f, df1, noncentrality);

        var share = df2 / (df2 + (df1 * f));
        var upper = PoissonMixture.Expectation(
            noncentrality / 2, count => SpecialFunctions.BetaRegularized(df2 / 2, (df1 / 2) + count, share));
        return Math.Clamp(upper, 0, 1);
    }
}
