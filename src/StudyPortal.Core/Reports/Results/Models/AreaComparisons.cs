using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The areas of every arm against those of every later one on the same cases.</summary>
internal sealed class AreaComparisons(ScoreTable table, BootstrapPlan plan)
{
    private readonly List<(int First, int Second)> _pairs =
    [
        .. from first in Enumerable.Range(0, table.Models.Count)
           from second in Enumerable.Range(0, table.Models.Count)
           where table.Models[first].Arm < table.Models[second].Arm
           select (first, second),
    ];

    /// <param name="label">Its place in the table.</param>
    /// <param name="resample">Whether to compare by bootstrap too.</param>
    /// <param name="cancellationToken">Looked at between replicates.</param>
    public IReadOnlyList<AreaComparison> Of(int label, bool resample, CancellationToken cancellationToken)
    {
        var tests = _pairs.Select(pair => Test(pair, label)).ToList();
        var corrected = MultipleComparisons.Holm([.. tests.Select(test => test.PValue.Value)]);
        var bootstrap = resample && _pairs.Count > 0 ? Bootstrap(label, cancellationToken) : null;
        return
        [
            .. _pairs.Select((pair, index) => new AreaComparison(
                By(pair.First), By(pair.Second), table.Labels[label], Measured.From(tests[index].Difference),
                Measured.From(tests[index].Statistic), Measured.From(tests[index].PValue), corrected[index], bootstrap?.Invoke(pair))),
        ];
    }

    private AreaDifference Test((int First, int Second) pair, int label)
    {
        var (first, second) = table.Pair(pair.First, pair.Second, label);
        return DeLong.ComparePaired(first, second, plan.Confidence);
    }

    /// <summary>One draw for all models with scores for the label.</summary>
    private Func<(int First, int Second), BootstrapComparison> Bootstrap(int label, CancellationToken cancellationToken)
    {
        var models = Enumerable.Range(0, table.Models.Count).Where(model => table.LabelsOf(model).Contains(label)).ToList();
        var samples = table.Common(models, label);
        var (positives, negatives) = samples.Count == 0 ? (0, 0) : (samples[0].Positives.Count, samples[0].Negatives.Count);
        if (positives == 0 || negatives == 0) return _ => Without(positives, negatives, "no cases of both classes that every model judged");

        var areas = AreaBootstrap.Compare([.. samples.Select(sample => new AreaBootstrap(sample))], plan, cancellationToken);
        return pair => areas.Differences.FirstOrDefault(each => models[each.First] == pair.First && models[each.Second] == pair.Second) is { } found
            ? new BootstrapComparison(positives, negatives, Measured.From(found.Difference), Measured.From(found.Statistic), Measured.From(found.PValue))
            : Without(positives, negatives, "a model has no scores for the label");
    }

    private static BootstrapComparison Without(int positives, int negatives, string reason)
    {
        var none = Measured.Undefined(reason);
        return new BootstrapComparison(positives, negatives, none, none, none);
    }

    private PredictingArm By(int model) => PredictingArm.Of(table.Models[model]);
}
