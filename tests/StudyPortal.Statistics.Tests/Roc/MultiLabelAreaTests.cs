using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class MultiLabelAreaTests
{
    public static TheoryData<string> Vectors => Oracle.Family("multilabel_auc");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Macro_weighted_and_micro_areas_equal_those_of_scikit_learn(string name)
    {
        using var oracle = Oracle.Read(name);
        var (labels, scores) = (oracle.Matrix("labels"), oracle.Matrix("scores"));
        var samples = Enumerable.Range(0, labels.Columns).Select(label => Column(labels, scores, label)).ToList();

        var area = MultiLabelArea.Of(samples);

        foreach (var (index, sample) in samples.Index())
        {
            oracle.Agrees($"per_label[{index}].n", area.PerLabel[index].Positives + area.PerLabel[index].Negatives);
            oracle.Agrees($"per_label[{index}].n_positive", area.PerLabel[index].Positives);
            oracle.Agrees($"per_label[{index}].auc", area.PerLabel[index].Area);
            oracle.Agrees($"per_label[{index}].average_precision", PrecisionRecall.AveragePrecision(sample));
        }

        oracle.Agrees("n_labels_defined", area.LabelsDefined);
        oracle.Agrees("macro_auc", area.Macro);
        oracle.Agrees("weighted_macro_auc_by_positives", area.MacroWeightedByPositives);
        oracle.Agrees("micro_auc", area.Micro);
        oracle.HasNothingLeft();
    }

    private static RocSample Column(RatingMatrix labels, RatingMatrix scores, int label) => RocSample.From(
        [.. Enumerable.Range(0, labels.Rows).Select(row => labels[row, label] is { } truth ? truth == 1 : (bool?)null)],
        [.. Enumerable.Range(0, labels.Rows).Select(row => scores[row, label])]);
}
