using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace StudyPortal.Statistics;

/// <summary>Tail probabilities, each computed as a tail (no 1 - p), and quantiles.</summary>
internal static class Distributions
{
    public static double NormalUpper(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    public static double NormalTwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>The z that a standard normal exceeds in absolute value with probability 1 - <paramref name="confidence"/>.</summary>
    public static double NormalCritical(double confidence) => -Normal.InvCDF(0, 1, (1 - confidence) / 2);

    public static double ChiSquareUpper(double x, double df) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(df / 2, x / 2);

    public static double FUpper(double x, double df1, double df2) => x switch
    {
        <= 0 => 1,
        double.PositiveInfinity => 0,
        _ => SpecialFunctions.BetaRegularized(df2 / 2, df1 / 2, df2 / (df2 + (df1 * x))),
    };

    /// <summary>The x that F(df1, df2) exceeds with probability <paramref name="upper"/>; bisection on log x to full precision.</summary>
    public static double FUpperQuantile(double upper, double df1, double df2)
    {
        var (low, high) = (-700.0, 700.0);
        for (var step = 0; step < 64; step++)
        {
            var middle = (low + high) / 2;
            if (FUpper(Math.Exp(middle), df1, df2) > upper) low = middle;
            else high = middle;
        }

        return Math.Exp((low + high) / 2);
    }

    public static double StudentTwoSided(double t, double df) => FUpper(t * t, 1, df);

    public static double StudentUpper(double t, double df) =>
        t < 0 ? 1 - (StudentTwoSided(t, df) / 2) : StudentTwoSided(t, df) / 2;

    /// <summary>The t that Student's t exceeds in absolute value with probability 1 - <paramref name="confidence"/>.</summary>
    public static double StudentCritical(double confidence, double df) => Math.Sqrt(FUpperQuantile(1 - confidence, 1, df));
}
