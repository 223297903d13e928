namespace StudyPortal.Statistics.Roc;

/// <summary>
/// One ROC area over several labels. Macro means skip the labels with a single class; <paramref name="LabelsDefined"/> says how many
/// entered. <paramref name="Micro"/> pools all entries of all labels, and so needs scores that mean the same for every label. Both as
/// scikit-learn averages roc_auc_score, single-class labels apart. O(n log n) for n entries.
/// </summary>
public sealed record MultiLabelArea(
    IReadOnlyList<AreaUnderCurve> PerLabel, int LabelsDefined, Estimate Macro, Estimate MacroWeightedByPositives, Estimate Micro)
{
    public static MultiLabelArea Of(IReadOnlyList<RocSample> labels, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var perLabel = labels.Select(label => DeLong.Area(label, confidence)).ToList();
        var defined = perLabel.Where(label => label.Area.IsDefined).ToList();
        var pooled = new RocSample(
            [.. labels.SelectMany(label => label.Positives)], [.. labels.SelectMany(label => label.Negatives)]);
        return new MultiLabelArea(
            perLabel,
            defined.Count,
            WeightedMean(defined, _ => 1),
            WeightedMean(defined, label => label.Positives),
            PointOnly(DeLong.Area(pooled, confidence).Area));
    }

    private static Estimate PointOnly(Estimate pooled) => pooled.Value is { } area
        ? Estimate.WithoutInterval(area, "the labels of one case are not independent")
        : pooled;

    private static Estimate WeightedMean(List<AreaUnderCurve> labels, Func<AreaUnderCurve, double> weight) => Estimate.Ratio(
        labels.Sum(label => weight(label) * label.Area.Value.GetValueOrDefault()),
        labels.Sum(weight),
        "no label with both classes");
}
