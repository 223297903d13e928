namespace StudyPortal.Core.Reports.Results;

/// <summary>
/// What else the scores of one label say. Probabilities are 1 / (1 + exp(-logit)). Intervals by bootstrap (stratified, percentile) are computed
/// on clean images only.
/// </summary>
/// <param name="AtHalf">Positive where the predicted probability is one half or more.</param>
/// <param name="AtYouden">At the lowest of the thresholds with the largest Youden index on these same cases, so optimistic.</param>
public sealed record LabelDetails(
    PartialAreaResults Partial, PrecisionRecallResults PrecisionRecall, BrierResults Brier, CalibrationResults Calibration,
    OperatingResults AtHalf, OperatingResults AtYouden, BinormalResults Binormal);

/// <summary>Area under the empirical ROC curve where specificity lies in the range.</summary>
/// <param name="Raw">From 0 to the width of the range.</param>
/// <param name="McClish">Standardised: one half is chance, 1 is perfect.</param>
public sealed record PartialAreaResults(double FromSpecificity, double ToSpecificity, Measured Raw, Measured McClish);

/// <param name="AveragePrecision">Precision at every distinct score, weighted by the recall it adds.</param>
/// <param name="Prevalence">Share of positives, what a model that knows nothing reaches; Wilson interval.</param>
public sealed record PrecisionRecallResults(Measured AveragePrecision, Measured Prevalence);

/// <param name="Score">Mean squared difference of probability and truth, with the normal interval of a mean.</param>
/// <param name="Skill">1 - score / (prevalence x (1 - prevalence)).</param>
public sealed record BrierResults(Measured Score, Measured Skill);

/// <summary>How well predicted probabilities agree with the shares observed.</summary>
/// <param name="Expected">ECE: mean absolute gap over the bins, weighted by cases.</param>
/// <param name="Maximum">MCE: the largest absolute gap.</param>
/// <param name="Bins">Ten of equal width, each without its lower edge.</param>
/// <param name="Slope">Of the logistic recalibration; 1 is right, below it the predictions are too extreme.</param>
/// <param name="Intercept">Beside the slope; 0 is right.</param>
/// <param name="InTheLarge">Intercept with the slope held at 1.</param>
public sealed record CalibrationResults(
    Measured Expected, Measured Maximum, IReadOnlyList<ReliabilityBin> Bins, Measured Slope, Measured Intercept, Measured InTheLarge);

/// <param name="Observed">Share of positives, Wilson interval; undefined in an empty bin.</param>
public sealed record ReliabilityBin(double Low, double High, int Cases, int Positives, Measured MeanPredicted, Measured Observed);

/// <summary>The rule "positive when score >= threshold".</summary>
/// <param name="Threshold">On the scale of the scores: of a logit, 0 is a probability of one half. Null where there is none.</param>
/// <param name="Reason">Why there is no threshold.</param>
public sealed record OperatingResults(
    double? Threshold, int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives,
    RateResults Sensitivity, RateResults Specificity, string? Reason = null);

/// <summary>One share with two intervals.</summary>
public sealed record RateResults(Measured Wilson, Measured ClopperPearson);

/// <summary>The smooth ROC curve: sensitivity = Φ(a + b Φ⁻¹(1 - specificity)), by maximum likelihood.</summary>
/// <param name="ChanceCrossing">The false positive rate where it crosses the diagonal; null without a curve and for b = 1.</param>
public sealed record BinormalResults(Measured Area, Measured A, Measured B, double? ChanceCrossing);
