namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// Between two neighbouring categories that occur: the log odds of the lower one or less, in the first arm, for a reader and a case whose
/// effects are 0.
/// </summary>
public sealed record CategoryThreshold(double Lower, double Upper, Estimate Value, Estimate StandardError);
