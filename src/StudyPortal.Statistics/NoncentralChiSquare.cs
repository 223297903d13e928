using MathNet.Numerics;

namespace StudyPortal.Statistics;

/// <summary>The noncentral chi-square distribution (Johnson, Kotz &amp; Balakrishnan 1995, chapter 29).</summary>
internal static class NoncentralChiSquare
{
    /// <summary>P(X &gt; x): a Poisson mixture of gamma tails.</summary>
    public static double Upper(double x, double df, double noncentrality)
    {
        if (x <= 0) return 1;

        var upper = PoissonMixture.Expectation(
            noncentrality / 2, count => SpecialFunctions.GammaUpperRegularized((df / 2) + count, x / 2));
        return Math.Clamp(upper, 0, 1);
    }
}
