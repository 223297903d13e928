namespace StudyPortal.Core.Models;

/// <summary>The empirical ROC curve of one label in one evaluation; empty where a class has no cases.</summary>
/// <param name="Points">X = false positive rate, Y = true positive rate, from (0,0) to (1,1).</param>
public sealed record LabelRoc(EvaluationId EvaluationId, string Label, IReadOnlyList<CurvePoint> Points);
