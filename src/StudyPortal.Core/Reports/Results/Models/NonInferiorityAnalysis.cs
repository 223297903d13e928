using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The pairs of models that are tested for non-inferiority: of an arm with two norms, each against the other arm's first.</summary>
internal sealed class NonInferiorityAnalysis
{
    private readonly ScoreTable _table;
    private readonly NonInferiorityRule _rule;
    private readonly double _confidence;
    private readonly List<(int Arm, int Standard)> _pairs;

    public NonInferiorityAnalysis(ScoreTable table, NonInferiorityRule rule, double confidence)
    {
        (_table, _rule, _confidence) = (table, rule, confidence);
        var models = table.Models.Select((model, index) => (model.Arm, Index: index)).ToLookup(model => model.Arm, model => model.Index);
        _pairs =
        [
            .. from pair in rule.Between([.. models.Select(arm => arm.Key)])
               from model in models[pair.First]
               select (model, models[pair.Second].First()),
        ];
    }

    /// <summary>The mean over labels first, then each label.</summary>
    public IReadOnlyList<AreaNonInferiority> Run() =>
    [
        .. Corrected(null, OfMean),
        .. Enumerable.Range(0, _table.Labels.Count).SelectMany(label => Corrected(_table.Labels[label], pair => OfLabel(pair, label))),
    ];

    private NonInferiority OfMean((int Arm, int Standard) pair)
    {
        var (difference, error) = _table.MacroDifference(pair.Arm, pair.Standard, _confidence);
        return NonInferiority.Of(
            error.IsDefined ? difference : Estimate.Undefined(error.Reason!), error.Value.GetValueOrDefault(), null, _rule.Margin, _rule.Alpha);
    }

    private NonInferiority OfLabel((int Arm, int Standard) pair, int label)
    {
        var (arm, standard) = _table.Pair(pair.Arm, pair.Standard, label);
        return DeLong.ComparePaired(arm, standard, _confidence).NonInferiority(_rule.Margin, _rule.Alpha);
    }

    private IEnumerable<AreaNonInferiority> Corrected(string? label, Func<(int Arm, int Standard), NonInferiority> test)
    {
        var tests = _pairs.Select(test).ToList();
        var corrected = MultipleComparisons.Holm([.. tests.Select(each => each.PValue.Value)]);
        return tests.Select((each, index) => new AreaNonInferiority(
            PredictingArm.Of(_table.Models[_pairs[index].Arm]),
            PredictingArm.Of(_table.Models[_pairs[index].Standard]),
            label,
            Measured.From(each.Difference),
            each.Margin,
            each.Alpha,
            Measured.From(each.Statistic),
            Measured.From(each.PValue),
            corrected[index],
            each.IsShown));
    }
}
