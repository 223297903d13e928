using MathNet.Numerics.Statistics;

namespace StudyPortal.Statistics;

/// <summary>First quartile, median and third quartile; type 7 of Hyndman &amp; Fan (Am Stat 1996;50:361), R's and numpy's default.</summary>
public sealed record Quartiles(double First, double Median, double Third)
{
    /// <summary>Null without values. O(n log n).</summary>
    public static Quartiles? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : new Quartiles(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    private static double At(double[] sorted, double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
}
