using System.Text.Json.Serialization;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>How well the arms' models classify under one condition: clean images, or one attack.</summary>
/// <param name="NonInferiority">Of every later arm against the first, or of the pairs registered, on clean images; empty under attack, null in reports of before.</param>
public sealed record ConditionResults(
    AttackCondition Condition, IReadOnlyList<ModelAreas> Models, IReadOnlyList<AreaComparison> Comparisons,
    IReadOnlyList<AreaNonInferiority>? NonInferiority = null);

/// <param name="Branch">The batch norm that predicts, and that the attack goes through.</param>
/// <param name="Macro">Mean over the labels that have both classes, with the normal interval of a jackknife over cases; reports of before gave none.</param>
/// <param name="Micro">All labels pooled; null in reports of before.</param>
public sealed record ModelAreas(
    int Arm, NormBranch Branch, NormBranch AttackBranch, IReadOnlyList<LabelArea> Labels, Measured Macro, int LabelsDefined, Measured? Micro = null)
{
    [JsonIgnore]
    public PredictingArm By => new(Arm, Branch, AttackBranch);
}

/// <summary>An arm's model with the batch norm it predicts through; a model with one norm has only the clean one.</summary>
public sealed record PredictingArm(int Arm, NormBranch Branch, NormBranch AttackBranch)
{
    internal static PredictingArm Of(EvaluationFacts evaluation) => new(evaluation.Arm, evaluation.Branch, evaluation.AttackBranch);
}

/// <param name="Area">Empirical ROC area with DeLong's interval.</param>
/// <param name="Sensitivity">At the threshold of the largest Youden index on these same cases, so optimistic; Wilson interval.</param>
/// <param name="Details">Null in reports of before.</param>
public sealed record LabelArea(
    string Label, int Positives, int Negatives, Measured Area, double? Threshold, Measured Sensitivity, Measured Specificity,
    LabelDetails? Details = null);

/// <summary>DeLong's paired test of one label between two arms.</summary>
/// <param name="Difference">Area of the first minus the second.</param>
/// <param name="HolmPValue">Corrected over the comparisons of this label and condition.</param>
/// <param name="Bootstrap">The same on clean images by bootstrap; null under attack and in reports of before.</param>
public sealed record AreaComparison(
    PredictingArm First, PredictingArm Second, string Label, Measured Difference, Measured Z, Measured PValue, double? HolmPValue,
    BootstrapComparison? Bootstrap = null);

/// <summary>
/// Area of the first model minus the second from one stratified draw of the cases that every model of the condition judged, the same for all pairs.
/// </summary>
/// <param name="Difference">With the percentile interval.</param>
/// <param name="Statistic">Difference / standard deviation of its replicates.</param>
/// <param name="PValue">Two-sided, normal.</param>
public sealed record BootstrapComparison(int Positives, int Negatives, Measured Difference, Measured Statistic, Measured PValue);

/// <summary>
/// Whether an arm's area is not below that of a standard by the margin or more, one-sided. A single label is tested by DeLong's standard
/// error, the mean over labels by that of a jackknife over cases.
/// </summary>
/// <param name="Standard">The arm that it is held against, through its first norm.</param>
/// <param name="Label">Null for the mean over the labels.</param>
/// <param name="Difference">Area of the arm minus that of the standard, with the two-sided interval of coverage 1 - 2 alpha.</param>
/// <param name="Margin">The loss of area that would matter.</param>
/// <param name="Alpha">One-sided.</param>
/// <param name="Statistic">(difference + margin) / standard error.</param>
/// <param name="PValue">Its upper normal tail.</param>
/// <param name="HolmPValue">Corrected over the pairs tested for this label.</param>
/// <param name="IsShown">The uncorrected p-value is below alpha; null where there is no test.</param>
public sealed record AreaNonInferiority(
    PredictingArm Arm, PredictingArm Standard, string? Label, Measured Difference, double Margin, double Alpha,
    Measured Statistic, Measured PValue, double? HolmPValue, bool? IsShown);
