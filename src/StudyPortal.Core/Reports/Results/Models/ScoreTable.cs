using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The scores of several models side by side: one row for each case, by its number, that any of them judged.</summary>
internal sealed class ScoreTable
{
    private readonly bool?[][] _truth;
    private readonly double?[][][] _scores;

    /// <param name="models">In the order by which the methods name them.</param>
    public ScoreTable(IReadOnlyList<EvaluationFacts> models)
    {
        Models = models;
        Labels = [.. models.SelectMany(model => model.Predictions).Select(p => p.Label).Distinct().Order(StringComparer.Ordinal)];
        int[] cases = [.. models.SelectMany(model => model.Predictions).Select(p => p.Case).Distinct().Order()];
        var row = cases.Index().ToDictionary(item => item.Item, item => item.Index);
        var column = Labels.Index().ToDictionary(item => item.Item, item => item.Index);
        _truth = [.. Labels.Select(_ => new bool?[cases.Length])];
        _scores = [.. models.Select(_ => Labels.Select(_ => new double?[cases.Length]).ToArray())];
        foreach (var (index, model) in models.Index())
            foreach (var p in model.Predictions)
            {
                _truth[column[p.Label]][row[p.Case]] = p.Truth;
                _scores[index][column[p.Label]][row[p.Case]] = p.Logit;
            }
    }

    public IReadOnlyList<EvaluationFacts> Models { get; }

    public IReadOnlyList<string> Labels { get; }

    /// <summary>The labels that a model has scores for, by their place in <see cref="Labels"/>.</summary>
    public IEnumerable<int> LabelsOf(int model) =>
        Enumerable.Range(0, Labels.Count).Where(label => Array.Exists(_scores[model][label], score => score.HasValue));

    public RocSample Sample(int model, int label) => RocSample.From(_truth[label], _scores[model][label]);

    /// <summary>The scores of the cases that both models judged.</summary>
    public (RocSample First, RocSample Second) Pair(int first, int second, int label) =>
        RocSample.Paired(_truth[label], _scores[first][label], _scores[second][label]);

    /// <summary>The scores of the cases that all of these models judged.</summary>
    public IReadOnlyList<RocSample> Common(IReadOnlyList<int> models, int label)
    {
        var truth = Known(models, label);
        return [.. models.Select(model => RocSample.From(truth, _scores[model][label]))];
    }

    public MacroArea Macro(int model, double confidence) => MacroArea.Of(_truth, _scores[model], confidence);

    /// <summary>The mean area of the first model minus that of the second over what both judged, and its standard error.</summary>
    public (Estimate Difference, Estimate StandardError) MacroDifference(int first, int second, double confidence)
    {
        bool?[][] truth = [.. Enumerable.Range(0, Labels.Count).Select(label => Known([first, second], label))];
        return MacroArea.Combine(
            [MacroArea.Of(truth, _scores[first], confidence), MacroArea.Of(truth, _scores[second], confidence)], [1, -1], confidence);
    }

    /// <summary>The truth of a label, unknown where one of the models has no score.</summary>
    private bool?[] Known(IReadOnlyList<int> models, int label) =>
        [.. _truth[label].Select((truth, row) => models.All(model => _scores[model][label][row].HasValue) ? truth : null)];
}
