namespace StudyPortal.Statistics.MixedModels;

/// <summary>The first arm against the second, with the p-value after Holm's correction for all pairs of arms.</summary>
public sealed record OddsContrast(int First, int Second, OddsEffect Effect, Estimate HolmPValue);
