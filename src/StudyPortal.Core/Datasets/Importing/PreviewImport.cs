namespace StudyPortal.Core.Datasets;

/// <summary>Reads a folder's labels and tells what would be imported; changes nothing.</summary>
public sealed class PreviewImport(SourceReader sources)
{
    private const int Rows = 8;

    public Task<PreviewOutcome> ExecuteAsync(ImportRequest request, CancellationToken cancellationToken) => Task.Run(() => Preview(request, cancellationToken), cancellationToken);

    private PreviewOutcome Preview(ImportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new PreviewOutcome.Ready(Describe(sources.Read(request, cancellationToken)));
        }
        catch (DatasetFormatException unreadable)
        {
            return new PreviewOutcome.Unreadable(unreadable.Problem);
        }
    }

    private static ImportPreview Describe(SourcePlan plan) => new()
    {
        Adapter = plan.Adapter.Name,
        IsSynthetic = plan.Readme.IsSynthetic,
        Source = plan.Readme.Text,
        HasFolds = plan.SplitSeed is null,
        Columns = plan.Listing.Columns?.Header ?? [],
        Mapping = plan.Listing.Columns?.Mapping,
        Labels = plan.Listing.Labels,
        Splits = [.. plan.Cases.GroupBy(c => c.SplitGiven).OrderBy(g => g.Key).Select(g => new SplitCount(g.Key, g.Count(), g.Select(c => c.Patient).Distinct().Count()))],
        Counts = [.. plan.Listing.Labels.Index().SelectMany(label => plan.Cases.GroupBy(c => c.SplitGiven).OrderBy(g => g.Key).Select(g => CountOf(label.Item, g.Key, [.. g.Select(c => c.Values[label.Index])])))],
        FirstRows = [.. plan.Cases.Take(Rows).Select(c => new PreviewRow(c.File, c.SplitGiven, c.View, c.Values, c.Boxes.Count))],
        Problems = plan.Listing.Problems,
    };

    private static LabelCount CountOf(string label, DatasetSplit split, IReadOnlyList<LabelValue> values) => new(
        label, split, values.Count(v => v == LabelValue.Positive), values.Count(v => v == LabelValue.Negative),
        values.Count(v => v == LabelValue.Uncertain), values.Count(v => v == LabelValue.Unmentioned));
}
