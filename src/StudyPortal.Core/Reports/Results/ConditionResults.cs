using System.Text.Json.Serialization;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>How well the arms' models classify under one condition: clean images, or one attack.</summary>
public sealed record ConditionResults(AttackCondition Condition, IReadOnlyList<ModelAreas> Models, IReadOnlyList<AreaComparison> Comparisons);

/// <param name="Branch">The batch norm that predicts, and that the attack goes through.</param>
/// <param name="Macro">Mean over the labels that have both classes.</param>
public sealed record ModelAreas(
    int Arm, NormBranch Branch, NormBranch AttackBranch, IReadOnlyList<LabelArea> Labels, Measured Macro, int LabelsDefined)
{
    [JsonIgnore]
    public PredictingArm By => new(Arm, Branch, AttackBranch);
}

/// <summary>An arm's model with the batch norm it predicts through; a model with one norm has only the clean one.</summary>
public sealed record PredictingArm(int Arm, NormBranch Branch, NormBranch AttackBranch);

/// <param name="Area">Empirical ROC area with DeLong's interval.</param>
/// <param name="Sensitivity">At the threshold of the largest Youden index on these same cases, so optimistic; Wilson interval.</param>
public sealed record LabelArea(
    string Label, int Positives, int Negatives, Measured Area, double? Threshold, Measured Sensitivity, Measured Specificity);

/// <summary>DeLong's paired test of one label between two arms.</summary>
/// <param name="Difference">Area of the first minus the second.</param>
/// <param name="HolmPValue">Corrected over the comparisons of this label and condition.</param>
public sealed record AreaComparison(
    PredictingArm First, PredictingArm Second, string Label, Measured Difference, Measured Z, Measured PValue, double? HolmPValue);
