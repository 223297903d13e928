namespace StudyPortal.Statistics.Resampling;

/// <summary>Mean of the first arm minus mean of the second with its percentile interval, and what the replicates say.</summary>
public sealed record BootstrappedDifference(int First, int Second, Estimate Difference, BootstrapSummary Replicates);
