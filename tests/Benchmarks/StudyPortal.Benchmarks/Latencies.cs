namespace StudyPortal.Benchmarks;

/// <summary>Order statistics of times in milliseconds; a quantile is the smallest time that this share of all does not exceed.</summary>
internal sealed record Latencies(int Count, double Median, double P95, double P99, double Longest)
{
    public static Latencies Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return new Latencies(sorted.Count, Quantile(sorted, 0.5), Quantile(sorted, 0.95), Quantile(sorted, 0.99), sorted[^1]);
    }

    private static double Quantile(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
