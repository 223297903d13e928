namespace StudyPortal.Core.Datasets;

/// <summary>
/// The masks of a source folder: masks/NAME for every positive label of the image of that name, masks/LABEL/NAME for one label, or the
/// files that the columns "mask" and "LABEL mask" of the labels file name. The ending may be another than that of the image. The mask of a
/// volume is an image of the size of its middle slice, or a volume whose middle slice is taken.
/// </summary>
internal sealed class MaskFiles
{
    private const string Folder = "masks/", Word = "mask";

    private readonly Dictionary<(string Label, string Stem), string> _files = [];
    private readonly HashSet<string> _unused = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly IReadOnlyList<(int Column, string? Label)> _columns;

    /// <param name="folder">The source's.</param>
    /// <param name="header">Of its labels file.</param>
    /// <param name="labels">Of the data set to be.</param>
    public MaskFiles(string folder, IReadOnlyList<string> header, IReadOnlyList<string> labels)
    {
        _folder = folder;
        _columns = [.. header.Index().SelectMany(column => LabelsOf(column.Item, labels).Select(label => (column.Index, label)))];
        if (!Directory.Exists(Path.Combine(folder, Folder))) return;
        foreach (var file in SourceFiles.All(Path.Combine(folder, Folder)).Where(file => SourceFiles.IsImage(file) || VolumeSlices.IsVolume(folder, Folder + file)))
        {
            _unused.Add(Folder + file);
            var parts = file.Split('/');
            var label = parts.Length == 1 ? "" : labels.FirstOrDefault(each => IsSame(each, parts[^2]));
            if (label is not null) _files.TryAdd((label, StemOf(file)), Folder + file);
        }
    }

    public static bool IsMask(string file) => file.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary>The masks of a row; a file that its columns name and that is not there becomes a problem.</summary>
    public IReadOnlyList<SourceMask> Of(string table, TableRow row, string file, IReadOnlyList<string> labels, IReadOnlyList<LabelValue> values, ICollection<SourceProblem> problems)
    {
        if (_files.Count == 0 && _columns.Count == 0) return [];
        var positive = labels.Zip(values).Where(pair => pair.Second == LabelValue.Positive).Select(pair => pair.First).ToList();
        var stem = StemOf(file);
        var found = new List<SourceMask>();
        foreach (var (column, label) in _columns.Where(column => row.Cells[column.Column].Length > 0))
            if (SourceFiles.Find(_folder, row.Cells[column]) is { Path: { } path }) found.AddRange(Masks(label is null ? positive : [label], path));
            else problems.Add(new SourceProblem(table, row.Line, SourceFiles.Find(_folder, row.Cells[column]).Refusal!));
        foreach (var label in labels)
            if (_files.TryGetValue((label, stem), out var own)) found.AddRange(Masks([label], own));
        if (_files.TryGetValue(("", stem), out var common)) found.AddRange(Masks(positive, common));
        foreach (var mask in found) _unused.Remove(mask.File);
        return [.. found.DistinctBy(mask => mask.Label)];
    }

    /// <summary>Masks of no positive label of an imported image.</summary>
    public void NoteUnused(ICollection<SourceProblem> problems)
    {
        foreach (var file in _unused.Order(StringComparer.Ordinal))
            problems.Add(new SourceProblem(file, null, "No imported image with a positive label belongs to this mask; it is left out.", IsNote: true));
    }

    private static string StemOf(string file) => Path.GetFileNameWithoutExtension(file.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file);

    private static IEnumerable<SourceMask> Masks(IEnumerable<string> labels, string file) => labels.Select(label => new SourceMask(label, file));

    /// <summary>The label that a title speaks of, null for all positive ones; none for a title of something else.</summary>
    private static IEnumerable<string?> LabelsOf(string title, IReadOnlyList<string> labels)
    {
        if (title.Equals(Word, StringComparison.OrdinalIgnoreCase)) return [null];
        return labels.Where(label => IsSame($"{label} {Word}", title) || IsSame($"{Word} {label}", title)).Take(1);
    }

    private static bool IsSame(string label, string written) => label.Replace('_', ' ').Equals(written.Replace('_', ' '), StringComparison.OrdinalIgnoreCase);
}
