namespace StudyPortal.Statistics.Roc;

/// <summary><paramref name="Count"/> out of <paramref name="Total"/>.</summary>
public sealed record Proportion(int Count, int Total)
{
    public double? Value => Total == 0 ? null : (double)Count / Total;

    internal Proportion Complement => new(Total - Count, Total);

    /// <summary>With the plain Wilson score interval (JASA 1927;22:209), no continuity correction; undefined for 0 out of 0.</summary>
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
}
