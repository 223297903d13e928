using MathNet.Numerics;

namespace StudyPortal.Statistics.Comparison;

/// <summary>A mean difference in standard deviations, with its interval by the noncentral t distribution.</summary>
internal static class StandardizedMean
{
    /// <param name="t">The t statistic.</param>
    /// <param name="df">Its degrees of freedom.</param>
    /// <param name="perT">Standard deviations per unit of t.</param>
    /// <param name="confidence">Coverage of the interval.</param>
    public static Estimate CohenD(double t, double df, double perT, double confidence)
    {
        var noncentrality = NoncentralT.Noncentrality(t, df, confidence);
        return Estimate.Of(t * perT, new Interval(noncentrality.Low * perT, noncentrality.High * perT, confidence));
    }

    /// <summary>Cohen's d times Hedges' exact small-sample correction (J Educ Stat 1981;6:107).</summary>
    public static Estimate HedgesG(Estimate cohenD, double df)
    {
        if (cohenD is not { Value: { } d, Interval: { } interval } || df < 2)
            return Estimate.Undefined(cohenD.Reason ?? "Hedges' correction needs at least two degrees of freedom");

        var correction = Math.Exp(SpecialFunctions.GammaLn(df / 2) - SpecialFunctions.GammaLn((df - 1) / 2)) / Math.Sqrt(df / 2);
        return Estimate.Of(d * correction, new Interval(interval.Low * correction, interval.High * correction, interval.Confidence));
    }
}
