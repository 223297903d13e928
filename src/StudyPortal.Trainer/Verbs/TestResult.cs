using StudyPortal.Core.Models;
using StudyPortal.Statistics.Roc;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Verbs;

/// <summary>One condition of a test.</summary>
internal sealed record TestResult(EvaluateRequest Request, SplitPredictions Predictions)
{
    public MultiLabelArea Areas { get; } = MultiLabelArea.Of([.. Enumerable.Range(0, Predictions.Labels.Count).Select(label => Sample(Predictions, label))]);

    public RocSample Sample(int label) => Sample(Predictions, label);

    private static RocSample Sample(SplitPredictions predictions, int label)
    {
        var rows = predictions.Cases.Select((_, row) => predictions.At(row, label)).ToList();
        return RocSample.From([.. rows.Select(row => row.Truth)], [.. rows.Select(row => (double?)row.Logit)]);
    }
}
