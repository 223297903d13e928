using MathNet.Numerics.Integration;

namespace StudyPortal.Statistics.Comparison;

/// <summary>Tukey's distribution of the range of normal means, their standard deviation being known (infinite degrees of freedom).</summary>
internal static class StudentizedRange
{
    private const double NormalReach = 8.5;
    private const int Points = 128;

    /// <summary>The probability that the range of so many groups exceeds q standard deviations.</summary>
    public static double Upper(double q, int groups)
    {
        if (double.IsPositiveInfinity(q)) return 0;

        double Density(double largest)
        {
            var within = Distributions.NormalUpper(largest - q) - Distributions.NormalUpper(largest);
            return Math.Exp(-largest * largest / 2) / Math.Sqrt(2 * Math.PI) * Math.Pow(within, groups - 1);
        }

        var centre = GaussLegendreRule.Integrate(Density, -NormalReach, NormalReach, Points);
        return Math.Clamp(1 - (groups * centre), 0, 1);
    }

    /// <summary>The q that is exceeded with probability <paramref name="upper"/>.</summary>
    public static double UpperQuantile(double upper, int groups)
    {
        var (low, high) = (0.0, 100.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Upper(middle, groups) > upper) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
