namespace StudyPortal.Statistics.Resampling;

/// <summary>The mean rating of an arm with its percentile interval, and what the replicates say.</summary>
public sealed record BootstrappedMean(Estimate Mean, BootstrapSummary Replicates);
