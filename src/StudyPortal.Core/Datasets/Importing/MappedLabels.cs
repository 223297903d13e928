namespace StudyPortal.Core.Datasets;

/// <summary>Gives a listing the labels of a <see cref="LabelMap"/>.</summary>
internal static class MappedLabels
{
    /// <summary>A label is positive where any of its sources is, else uncertain, negative or unmentioned where one is, in this order.</summary>
    /// <exception cref="DatasetFormatException">The source has none of the labels that the map names.</exception>
    public static SourceListing Apply(SourceListing listing, LabelMap map)
    {
        var targets = map.Targets.Select(target => (target.Label, Columns: Columns(listing.Labels, target))).ToLookup(target => target.Columns.Length > 0);
        if (!targets[true].Any())
            throw new DatasetFormatException(map.Name, null, $"E_CSV_SCHEMA: The source has none of the labels that the map names; it has {string.Join(", ", listing.Labels)}.");
        var problems = listing.Problems.Concat(targets[false].Select(missing => new SourceProblem(map.Name, null, $"No label of the source stands for {missing.Label}; the set goes without it.", IsNote: true)));
        var kept = targets[true].ToList();
        var lists = new ValueLists();
        var cases = listing.Cases.Select(source => source with
        {
            Values = lists.Share([.. kept.Select(target => Combined(source.Values, target.Columns))]),
            Masks = [.. source.Masks.SelectMany(mask => Named(mask.Label).Select(label => mask with { Label = label })).DistinctBy(mask => mask.Label)],
            Boxes = [.. source.Boxes.SelectMany(box => Named(box.Label).Select(label => box with { Label = label }))],
        });
        return listing with { Labels = [.. kept.Select(target => target.Label)], Cases = [.. cases], Problems = [.. problems] };

        IEnumerable<string> Named(string label) => kept.Where(target => target.Columns.Any(column => listing.Labels[column] == label)).Select(target => target.Label);
    }

    private static int[] Columns(IReadOnlyList<string> labels, LabelTarget target) =>
        [.. labels.Index().Where(label => target.Sources.Contains(label.Item, StringComparer.OrdinalIgnoreCase)).Select(label => label.Index)];

    private static LabelValue Combined(IReadOnlyList<LabelValue> values, int[] columns) =>
        ((LabelValue[])[LabelValue.Positive, LabelValue.Uncertain, LabelValue.Negative]).FirstOrDefault(value => Array.Exists(columns, column => values[column] == value), LabelValue.Unmentioned);
}
