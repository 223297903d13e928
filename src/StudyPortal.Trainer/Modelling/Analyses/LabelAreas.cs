using StudyPortal.Core.Models.Analyses;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Areas under the ROC curve of logits of the same cases.</summary>
/// <param name="truth">Cases x labels, NaN where nothing is known.</param>
/// <param name="labels">How many.</param>
internal sealed class LabelAreas(float[] truth, int labels)
{
    public const string Definition =
        "Area under the empirical ROC curve, ties counting one half; 95 % interval of a label by DeLong, of the mean of the labels by a bootstrap of cases.";

    private static readonly BootstrapPlan Plan = new(replicates: 1000, seed: 1);

    /// <summary>Interval by DeLong.</summary>
    public AnalysisNumber OfLabel(float[] logits, int label)
    {
        var area = DeLong.Area(Sample(logits, label)).Area;
        return new AnalysisNumber(area.Value, area.Interval?.Low, area.Interval?.High);
    }

    /// <summary>The mean over the labels with both classes; the interval resamples whole cases, all their labels together.</summary>
    public AnalysisNumber Mean(float[] logits, CancellationToken cancellation)
    {
        var samples = Enumerable.Range(0, labels).Select(label => Sample(logits, label)).ToList();
        var mean = MultiLabelArea.Of(samples).Macro.Value;
        if (mean is null) return default;
        var columns = samples.Select((sample, label) => (Sample: sample, Label: label))
            .Where(column => column.Sample.Positives.Count > 0 && column.Sample.Negatives.Count > 0)
            .Select(column => new Column(new AreaBootstrap(column.Sample), Places(column.Label))).ToList();
        var interval = Bootstrap.Run(Plan, draws => Resampled(columns, draws.Sample(truth.Length / labels)), cancellation).Percentile;
        return new AnalysisNumber(mean, interval?.Low, interval?.High);
    }

    /// <summary>The mean and every label.</summary>
    public IReadOnlyList<AnalysisNumber> Row(float[] logits, CancellationToken cancellation) =>
        [Mean(logits, cancellation), .. Enumerable.Range(0, labels).Select(label => OfLabel(logits, label))];

    /// <summary>Names of the numbers of <see cref="Row"/>.</summary>
    public static IReadOnlyList<AnalysisColumn> Columns(IEnumerable<string> names) =>
        [new("mean", "Mean area over the labels that have both classes."), .. names.Select(name => new AnalysisColumn(name, $"Area for {name}."))];

    private RocSample Sample(float[] logits, int label)
    {
        var rows = Enumerable.Range(0, truth.Length / labels).Select(row => row * labels + label).ToList();
        return RocSample.From(
            [.. rows.Select(at => float.IsNaN(truth[at]) ? (bool?)null : truth[at] == 1)], [.. rows.Select(at => (double?)logits[at])]);
    }

    /// <summary>For each case its place among the positives (0, 1, ...) or the negatives (-1, -2, ...) of the sample; null without truth.</summary>
    private int?[] Places(int label)
    {
        var (positives, negatives) = (0, 0);
        return
        [
            .. Enumerable.Range(0, truth.Length / labels).Select(row => truth[row * labels + label] switch
            {
                1 => positives++,
                0 => --negatives,
                _ => (int?)null,
            }),
        ];
    }

    private static double? Resampled(List<Column> columns, int[] cases)
    {
        var areas = columns.Select(column => column.Resample(cases)).OfType<double>().ToList();
        return areas.Count == 0 ? null : areas.Average();
    }

    private sealed record Column(AreaBootstrap Areas, int?[] Places)
    {
        public double? Resample(int[] cases)
        {
            var drawn = cases.Select(row => Places[row]).OfType<int>().ToList();
            var (positives, negatives) = (drawn.Where(place => place >= 0).ToArray(), drawn.Where(place => place < 0).Select(place => -1 - place).ToArray());
            return positives.Length == 0 || negatives.Length == 0 ? null : Areas.Resample(positives, negatives);
        }
    }
}
