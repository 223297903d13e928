namespace StudyPortal.Statistics.Resampling;

/// <summary>The means of all arms, and the differences of all pairs in the order (0, 1), (0, 2), ..., (1, 2), ..., from the same draws.</summary>
public sealed record BootstrappedArms(IReadOnlyList<BootstrappedMean> Means, IReadOnlyList<BootstrappedDifference> Differences);
