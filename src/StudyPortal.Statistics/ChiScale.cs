using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace StudyPortal.Statistics;

/// <summary>The standard deviation of a normal sample around its true value: the square root of chi-square over its degrees of freedom.</summary>
internal static class ChiScale
{
    private const int Panels = 8;
    private const int PointsPerPanel = 32;

    /// <summary>
    /// The mean of a function of that ratio, by composite Gauss-Legendre quadrature over twelve standard deviations. Where the function
    /// is steep, bends mark the stretch.
    /// </summary>
    public static double Expectation(double df, Func<double, double> function, params double[] bends)
    {
        var reach = 12 / Math.Sqrt(2 * df);
        var low = Math.Max(0, 1 - reach);
        var high = 1 + reach;
        var logConstant = Math.Log(2) + (df / 2 * Math.Log(df / 2)) - SpecialFunctions.GammaLn(df / 2);
        double Weighted(double scale) =>
            Math.Exp(logConstant + ((df - 1) * Math.Log(scale)) - (df * scale * scale / 2)) * function(scale);

        double[] edges = [low, .. bends.Where(bend => bend > low && bend < high).Order(), high];
        return edges.Zip(edges.Skip(1)).Sum(stretch => Integrate(Weighted, stretch.First, stretch.Second));
    }

    private static double Integrate(Func<double, double> function, double from, double to)
    {
        var width = (to - from) / Panels;
        return Enumerable.Range(0, Panels).Sum(panel =>
            GaussLegendreRule.Integrate(function, from + (panel * width), from + ((panel + 1) * width), PointsPerPanel));
    }
}
