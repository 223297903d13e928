namespace StudyPortal.Core.Models;

/// <summary>How well one label is told apart.</summary>
/// <param name="Auc">Empirical ROC area, a tie counting one half; null where a class has no cases.</param>
/// <param name="Low">Lower end of the 95 % DeLong interval, clipped to [0,1].</param>
/// <param name="High">Upper end.</param>
/// <param name="Reason">Why the area or its interval is missing.</param>
public sealed record LabelAuc(string Label, int Positives, int Negatives, double? Auc, double? Low, double? High, string? Reason);
