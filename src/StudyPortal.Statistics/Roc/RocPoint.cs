namespace StudyPortal.Statistics.Roc;

/// <summary>Where the rule "positive when score >= threshold" lies on the ROC curve.</summary>
public sealed record RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
