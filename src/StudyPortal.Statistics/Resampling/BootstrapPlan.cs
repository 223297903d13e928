namespace StudyPortal.Statistics.Resampling;

/// <summary>How often to resample, from which seed, and the coverage of the intervals.</summary>
public sealed record BootstrapPlan
{
    public BootstrapPlan(int replicates, int seed, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 2);
        Replicates = replicates;
        Seed = seed;
        Confidence = Probability.Open(confidence, nameof(confidence));
    }

    public int Replicates { get; }

    public int Seed { get; }

    public double Confidence { get; }
}
