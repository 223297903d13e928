namespace StudyPortal.Statistics.Roc;

/// <summary>The sensitivity of the empirical ROC curve at one specificity, with its pointwise interval, and the median of the replicates.</summary>
public sealed record RocBandPoint(double Specificity, Estimate Sensitivity, Estimate Median);
