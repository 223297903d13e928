using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The sections of a report that need the models' predictions only.</summary>
internal static class ModelSections
{
    /// <summary>On the study's own data set.</summary>
    public static IReadOnlyList<ConditionResults> Own(AnalysisSet set, CancellationToken cancellationToken) =>
        Classify(set, set.Evaluations.Where(evaluation => evaluation.IsOwn), cancellationToken);

    /// <summary>On every other data set, and for every way to read its labels apart.</summary>
    public static IReadOnlyList<ExternalResults> External(AnalysisSet set, CancellationToken cancellationToken) =>
    [
        .. set.Evaluations.Where(evaluation => !evaluation.IsOwn)
            .GroupBy(evaluation => (evaluation.Dataset, evaluation.LabelMap))
            .OrderBy(same => same.Key.Dataset, StringComparer.Ordinal).ThenBy(same => same.Key.LabelMap, StringComparer.Ordinal)
            .Select(same => new ExternalResults(
                same.Key.Dataset,
                same.Key.LabelMap,
                same.SelectMany(evaluation => evaluation.Predictions).Select(prediction => prediction.Case).Distinct().Count(),
                Classify(set, same, cancellationToken))),
    ];

    public static IReadOnlyList<RobustnessResults> Robustness(AnalysisSet set) =>
        new RobustnessAnalysis([.. set.Evaluations.Where(evaluation => evaluation.IsOwn)], set.Plan.Confidence).Run();

    private static IReadOnlyList<ConditionResults> Classify(AnalysisSet set, IEnumerable<EvaluationFacts> evaluations, CancellationToken cancellationToken) =>
        new ClassificationAnalysis([.. evaluations], ScoreScale.Logit, set.Plan, NonInferiorityRule.Of(set)).Run(cancellationToken);
}
