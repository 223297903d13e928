using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Areas under the ROC curve of the arms' models and their paired comparison, clean and under each attack.</summary>
internal sealed class ClassificationAnalysis(IReadOnlyList<EvaluationFacts> evaluations, double confidence)
{
    public IReadOnlyList<ConditionResults> Run() =>
    [
        .. evaluations.GroupBy(e => e.Condition)
            .OrderBy(group => group.Key.Epsilon).ThenBy(group => group.Key.Steps)
            .Select(group => Condition(group.Key, [.. group.OrderBy(e => e.Arm).ThenBy(e => e.Branch).ThenBy(e => e.AttackBranch)])),
    ];

    private ConditionResults Condition(AttackCondition condition, List<EvaluationFacts> same) =>
        new(condition, [.. same.Select(Areas)], [.. Labels(same).SelectMany(label => Compare(same, label))]);

    private ModelAreas Areas(EvaluationFacts evaluation)
    {
        var labels = Labels([evaluation]);
        var samples = labels.Select(label => LabelSample.Of(evaluation, label)).ToList();
        var areas = MultiLabelArea.Of(samples, confidence);
        return new ModelAreas(
            evaluation.Arm,
            evaluation.Branch,
            evaluation.AttackBranch,
            [.. labels.Select((label, index) => Area(label, samples[index], areas.PerLabel[index]))],
            Measured.From(areas.Macro),
            areas.LabelsDefined);
    }

    private LabelArea Area(string label, RocSample sample, AreaUnderCurve area)
    {
        var best = YoudenIndex.Of(sample).Optimal is [var first, ..] ? first : null;
        var none = new Measured(null, null, null, area.Area.Reason);
        return new LabelArea(
            label,
            area.Positives,
            area.Negatives,
            Measured.From(area.Area),
            best?.Threshold,
            best is null ? none : Measured.From(best.Sensitivity.Wilson(confidence)),
            best is null ? none : Measured.From(best.Specificity.Wilson(confidence)));
    }

    private List<AreaComparison> Compare(List<EvaluationFacts> same, string label)
    {
        var pairs = (from first in same
                     from second in same
                     where first.Arm < second.Arm
                     select (First: first, Second: second)).ToList();
        var tests = pairs.Select(pair => Test(pair.First, pair.Second, label)).ToList();
        var corrected = MultipleComparisons.Holm([.. tests.Select(test => test.PValue.Value)]);
        return
        [
            .. pairs.Select((pair, index) => new AreaComparison(
                By(pair.First), By(pair.Second), label, Measured.From(tests[index].Difference),
                Measured.From(tests[index].Statistic), Measured.From(tests[index].PValue), corrected[index])),
        ];
    }

    private static PredictingArm By(EvaluationFacts evaluation) => new(evaluation.Arm, evaluation.Branch, evaluation.AttackBranch);

    private AreaDifference Test(EvaluationFacts first, EvaluationFacts second, string label)
    {
        var other = second.Predictions.Where(p => p.Label == label).ToDictionary(p => p.Case, p => (double?)p.Logit);
        var own = first.Predictions.Where(p => p.Label == label).ToList();
        var (x, y) = RocSample.Paired(
            [.. own.Select(p => p.Truth)], [.. own.Select(p => (double?)p.Logit)], [.. own.Select(p => other.GetValueOrDefault(p.Case))]);
        return DeLong.ComparePaired(x, y, confidence);
    }

    private static List<string> Labels(List<EvaluationFacts> same) =>
        [.. same.SelectMany(e => e.Predictions).Select(p => p.Label).Distinct().Order(StringComparer.Ordinal)];
}
