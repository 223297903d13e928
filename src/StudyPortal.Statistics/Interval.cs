namespace StudyPortal.Statistics;

/// <summary>A two-sided confidence interval; both ends belong to it.</summary>
public sealed record Interval
{
    public Interval(double low, double high, double confidence)
    {
        if (!(low <= high)) throw new ArgumentException($"An interval needs low <= high, not {low} and {high}.", nameof(low));

        Low = low;
        High = high;
        Confidence = Probability.Open(confidence, nameof(confidence));
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>The coverage aimed at, between 0 and 1: 0.95 for a 95 % interval.</summary>
    public double Confidence { get; }
}
