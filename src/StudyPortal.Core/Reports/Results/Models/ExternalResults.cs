namespace StudyPortal.Core.Reports.Results;

/// <summary>How well the arms' models classify another data set than the study's.</summary>
/// <param name="Dataset">Its name.</param>
/// <param name="LabelMap">How its labels are read as the model's; empty where they have the same names.</param>
/// <param name="Cases">With a prediction.</param>
public sealed record ExternalResults(string Dataset, string LabelMap, int Cases, IReadOnlyList<ConditionResults> Conditions);
