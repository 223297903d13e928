using MathNet.Numerics;

namespace StudyPortal.Statistics;

/// <summary>The mean of a function over a Poisson variable: how the noncentral chi-square and F follow from the central ones.</summary>
internal static class PoissonMixture
{
    /// <summary>Sums over at least ten standard deviations on both sides; O(sqrt(mean)).</summary>
    public static double Expectation(double mean, Func<double, double> function)
    {
        if (mean == 0) return function(0);

        var reach = 50 + (10 * Math.Sqrt(mean));
        var sum = 0.0;
        for (var count = Math.Max(0, Math.Floor(mean - reach)); count <= mean + reach; count++)
        {
            var weight = Math.Exp(-mean + (count * Math.Log(mean)) - SpecialFunctions.GammaLn(count + 1));
            if (weight > 0) sum += weight * function(count);
        }

        return sum;
    }
}
