using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace StudyPortal.Statistics.Comparison;

/// <summary>The standard deviation of a normal sample around its true value: the square root of chi-square over its degrees of freedom.</summary>
internal static class ChiScale
{
    private const int Panels = 16;
    private const int PointsPerPanel = 32;

    /// <summary>The mean of a smooth function of that ratio, by composite Gauss-Legendre quadrature over twelve standard deviations.</summary>
    public static double Expectation(double df, Func<double, double> function)
    {
        var reach = 12 / Math.Sqrt(2 * df);
        var low = Math.Max(0, 1 - reach);
        var width = (1 + reach - low) / Panels;
        var logConstant = Math.Log(2) + (df / 2 * Math.Log(df / 2)) - SpecialFunctions.GammaLn(df / 2);
        double Weighted(double scale) =>
            Math.Exp(logConstant + ((df - 1) * Math.Log(scale)) - (df * scale * scale / 2)) * function(scale);

        return Enumerable.Range(0, Panels).Sum(panel =>
            GaussLegendreRule.Integrate(Weighted, low + (panel * width), low + ((panel + 1) * width), PointsPerPanel));
    }
}
