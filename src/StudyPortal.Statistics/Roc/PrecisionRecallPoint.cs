namespace StudyPortal.Statistics.Roc;

/// <summary>Where the rule "positive when score >= threshold" lies on the precision-recall curve.</summary>
public sealed record PrecisionRecallPoint(double Threshold, double Recall, double Precision);
