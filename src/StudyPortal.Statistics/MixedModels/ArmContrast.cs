namespace StudyPortal.Statistics.MixedModels;

/// <summary>The first arm minus the second, with Satterthwaite's p-value after Holm's correction for all pairs of arms.</summary>
public sealed record ArmContrast(int First, int Second, FixedEffect Difference, Estimate HolmPValue);
