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

    /// <summary>The z that a standard normal exceeds with probability <paramref name="upper"/>.</summary>
    public static double NormalUpperQuantile(double upper) => -Normal.InvCDF(0, 1, upper);

    public static double ChiSquareUpper(double x, double df) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(df / 2, x / 2);

    public static double FUpper(double x, double df1, double df2) => x switch
    {
        <= 0 => 1,
        double.PositiveInfinity => 0,
        _ when double.IsPositiveInfinity(df2) || (df2 > 1e6 && df1 < 100) => NearChiSquareUpper(x * df1, df1, df2),
        _ => SpecialFunctions.BetaRegularized(df2 / 2, df1 / 2, df2 / (df2 + (df1 * x))),
    };

    /// <summary>The x that chi-square exceeds with probability <paramref name="upper"/>.</summary>
    public static double ChiSquareUpperQuantile(double upper, double df) => PositiveQuantile(x => ChiSquareUpper(x, df), upper);

    /// <summary>The x that F(df1, df2) exceeds with probability <paramref name="upper"/>.</summary>
    public static double FUpperQuantile(double upper, double df1, double df2) => PositiveQuantile(x => FUpper(x, df1, df2), upper);

    public static double StudentTwoSided(double t, double df) => FUpper(t * t, 1, df);

    public static double StudentUpper(double t, double df) =>
        t < 0 ? 1 - (StudentTwoSided(t, df) / 2) : StudentTwoSided(t, df) / 2;

    /// <summary>The t that Student's t exceeds in absolute value with probability 1 - <paramref name="confidence"/>.</summary>
    public static double StudentCritical(double confidence, double df) => Math.Sqrt(FUpperQuantile(1 - confidence, 1, df));

    /// <summary>The t that Student's t exceeds with probability <paramref name="upper"/>; negative above one half.</summary>
    public static double StudentUpperQuantile(double upper, double df) => upper > 0.5
        ? -StudentUpperQuantile(1 - upper, df)
        : Math.Sqrt(FUpperQuantile(2 * upper, 1, df));

    /// <summary>The share that beta(a, b) exceeds with probability <paramref name="upper"/>, from F(2a, 2b).</summary>
    public static double BetaUpperQuantile(double upper, double a, double b)
    {
        var odds = a * FUpperQuantile(upper, 2 * a, 2 * b) / b;
        return odds / (1 + odds);
    }

    /// <summary>The share below which beta(a, b) lies with probability <paramref name="lower"/>.</summary>
    public static double BetaLowerQuantile(double lower, double a, double b) => a / (a + (b * FUpperQuantile(lower, 2 * b, 2 * a)));

    /// <summary>The probability of at least so many successes in so many trials.</summary>
    public static double BinomialUpper(int successes, int trials, double probability) => successes switch
    {
        <= 0 => 1,
        _ when successes > trials => 0,
        _ => SpecialFunctions.BetaRegularized(successes, trials - successes + 1, probability),
    };

    /// <summary>The probability of at most so many successes in so many trials.</summary>
    public static double BinomialLower(int successes, int trials, double probability) =>
        BinomialUpper(trials - successes, trials, 1 - probability);

    /// <summary>
    /// The F tail for so many df2 that the beta function is only noise: chi-square and the first term in 1 / df2, of order 1 / df2^2 off.
    /// </summary>
    private static double NearChiSquareUpper(double x, double df1, double df2)
    {
        var timesDensity = Math.Exp((df1 / 2 * Math.Log(x / 2)) - (x / 2) - SpecialFunctions.GammaLn(df1 / 2));
        return ChiSquareUpper(x, df1) + (timesDensity * (x - df1 + 2) / (2 * df2));
    }

    /// <summary>Bisection on log x to full precision.</summary>
    private static double PositiveQuantile(Func<double, double> upperTail, double upper)
    {
        var (low, high) = (-700.0, 700.0);
        for (var step = 0; step < 64; step++)
        {
            var middle = (low + high) / 2;
            if (upperTail(Math.Exp(middle)) > upper) low = middle;
            else high = middle;
        }

        return Math.Exp((low + high) / 2);
    }
}
