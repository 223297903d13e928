using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Areas under the ROC curve of the arms' models and their paired comparison, clean and under each attack.</summary>
internal sealed class ClassificationAnalysis(
    IReadOnlyList<EvaluationFacts> evaluations, ScoreScale scale, AnalysisPlan plan, NonInferiorityRule rule)
{
    private readonly BootstrapPlan _bootstrap = new(plan.BootstrapReplicates, plan.BootstrapSeed, plan.Confidence);

    public IReadOnlyList<ConditionResults> Run(CancellationToken cancellationToken) =>
    [
        .. evaluations.GroupBy(e => e.Condition)
            .OrderBy(group => group.Key.Epsilon).ThenBy(group => group.Key.Steps)
            .Select(group => Condition(group.Key, [.. InOrder(group)], cancellationToken)),
    ];

    /// <summary>The models of one condition as every table has them.</summary>
    public static IEnumerable<EvaluationFacts> InOrder(IEnumerable<EvaluationFacts> same) =>
        same.OrderBy(e => e.Arm).ThenBy(e => e.Branch).ThenBy(e => e.AttackBranch);

    private ConditionResults Condition(AttackCondition condition, IReadOnlyList<EvaluationFacts> same, CancellationToken cancellationToken)
    {
        var table = new ScoreTable(same);
        var models = new AreaAnalysis(table, scale, _bootstrap);
        var comparisons = new AreaComparisons(table, _bootstrap);
        return new ConditionResults(
            condition,
            [.. Enumerable.Range(0, same.Count).Select(model => models.Run(model, condition.IsClean, cancellationToken))],
            [.. Enumerable.Range(0, table.Labels.Count).SelectMany(label => comparisons.Of(label, condition.IsClean, cancellationToken))],
            condition.IsClean ? new NonInferiorityAnalysis(table, rule, plan.Confidence).Run() : []);
    }
}
