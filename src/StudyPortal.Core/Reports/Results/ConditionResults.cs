using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>How well the arms' models classify under one condition: clean images, or one attack.</summary>
public sealed record ConditionResults(AttackCondition Condition, IReadOnlyList<ModelAreas> Models, IReadOnlyList<AreaComparison> Comparisons);

/// <param name="Macro">Mean over the labels that have both classes.</param>
public sealed record ModelAreas(int Arm, IReadOnlyList<LabelArea> Labels, Measured Macro, int LabelsDefined);

/// <param name="Area">Empirical ROC area with DeLong's interval.</param>
/// <param name="Sensitivity">At the threshold of the largest Youden index on these same cases, so optimistic; Wilson interval.</param>
public sealed record LabelArea(
    string Label, int Positives, int Negatives, Measured Area, double? Threshold, Measured Sensitivity, Measured Specificity);

/// <summary>DeLong's paired test of one label between two arms.</summary>
/// <param name="Difference">Area of the first minus the second.</param>
/// <param name="HolmPValue">Corrected over the arm pairs of this label and condition.</param>
public sealed record AreaComparison(int First, int Second, string Label, Measured Difference, Measured Z, Measured PValue, double? HolmPValue);
