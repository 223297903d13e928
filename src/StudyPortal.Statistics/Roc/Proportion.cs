namespace StudyPortal.Statistics.Roc;

/// <summary><paramref name="Count"/> out of <paramref name="Total"/>.</summary>
public sealed record Proportion(int Count, int Total)
{
    public double? Value => Total == 0 ? null : (double)Count / Total;

    internal Proportion Complement => new(Total - Count, Total);

    /// <summary>With the plain Wilson score interval (JASA 1927;22:209), no continuity correction; undefined for 0 out of 0. O(1).</summary>
    public Estimate Wilson(double confidence = 0.95)
    {
        if (Value is not { } share) return Estimate.Undefined("0 out of 0");

        var z = Distributions.NormalCritical(confidence);
        var shrink = 1 + (z * z / Total);
        var centre = (share + (z * z / (2 * Total))) / shrink;
        var half = z / shrink * Math.Sqrt((share * (1 - share) / Total) + (z * z / (4.0 * Total * Total)));
        var low = Count == 0 ? 0 : centre - half;
        var high = Count == Total ? 1 : centre + half;
        return Estimate.Of(share, new Interval(low, high, confidence));
    }

    /// <summary>
    /// With the exact Clopper-Pearson interval (Biometrika 1934;26:404), from the quantiles of the beta distribution: it covers at least
    /// what it promises, and is one-sided for 0 and for all. Undefined for 0 out of 0. O(1).
    /// </summary>
    public Estimate ClopperPearson(double confidence = 0.95)
    {
        if (Value is not { } share) return Estimate.Undefined("0 out of 0");

        var tail = (1 - Probability.Open(confidence, nameof(confidence))) / 2;
        var low = Count == 0 ? 0 : Distributions.BetaLowerQuantile(tail, Count, Total - Count + 1);
        var high = Count == Total ? 1 : Distributions.BetaUpperQuantile(tail, Count + 1, Total - Count);
        return Estimate.Of(share, new Interval(low, high, confidence));
    }
}
