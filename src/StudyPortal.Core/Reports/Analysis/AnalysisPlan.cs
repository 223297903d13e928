namespace StudyPortal.Core.Reports.Analysis;

/// <summary>The choices of the analysis that are not in the data.</summary>
/// <param name="BootstrapReplicates">Of every bootstrap interval.</param>
/// <param name="BootstrapSeed">The same for all, so that a report can be made again to the last digit.</param>
/// <param name="Confidence">Coverage of every interval.</param>
public sealed record AnalysisPlan(int BootstrapReplicates = 10_000, int BootstrapSeed = 4312, double Confidence = 0.95);
