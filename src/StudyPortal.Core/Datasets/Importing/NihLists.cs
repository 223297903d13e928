namespace StudyPortal.Core.Datasets;

/// <summary>
/// The split lists of an NIH folder: the official train_val_list.txt and test_list.txt, or train, validation and test lists in
/// CheXNet's manner, whose lines may add fourteen flags to the name.
/// </summary>
internal sealed class NihLists
{
    private static readonly string[] UsualTrain = ["train_val_list.txt", "train_list.txt"], UsualValidation = ["val_list.txt"], UsualTest = ["test_list.txt"];

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _twice = new(StringComparer.Ordinal);
    private readonly bool _train, _validation;

    private NihLists(string folder, NihSettings settings, ICollection<SourceProblem> problems)
    {
        _validation = Named(folder, settings.ValidationList, UsualValidation) is { } validation && Add(folder, validation, DatasetSplit.Validation, problems);
        _train = Named(folder, settings.TrainList, UsualTrain) is { } train && Add(folder, train, _validation ? DatasetSplit.Train : null, problems);
        if (Named(folder, settings.TestList, UsualTest) is { } test) Add(folder, test, DatasetSplit.Test, problems);
        foreach (var name in _twice) _entries.Remove(name);
    }

    /// <summary>By name, in the order of the lists.</summary>
    public IReadOnlyDictionary<string, Entry> Entries => _entries;

    public static bool AreIn(string folder) => UsualTrain.Concat(UsualValidation).Concat(UsualTest).Any(name => File.Exists(Path.Combine(folder, name)));

    /// <exception cref="DatasetFormatException">A list that the settings name is not there.</exception>
    public static NihLists Read(string folder, NihSettings settings, ICollection<SourceProblem> problems) => new(folder, settings, problems);

    /// <summary>The split of an image, null where patients are to be divided; or the reason why it has none.</summary>
    public (DatasetSplit? Split, string? Refusal) SplitOf(string name)
    {
        if (_entries.TryGetValue(name, out var entry)) return (entry.Split, null);
        if (_twice.Contains(name)) return (null, "The image is in two of the split lists; it is left out.");
        return _train ? (null, "No split list names this image; it is left out.") : (null, null);
    }

    private static string? Named(string folder, string? chosen, string[] usual) =>
        chosen ?? Array.Find(usual, name => File.Exists(Path.Combine(folder, name)));

    private bool Add(string folder, string list, DatasetSplit? split, ICollection<SourceProblem> problems)
    {
        var path = Path.Combine(folder, list);
        if (SourceFiles.Outside(list) is { } outside) throw new DatasetFormatException(list, null, outside);
        if (!File.Exists(path)) throw new DatasetFormatException(list, null, "E_MISSING_FILE: there is no such list in the folder.");
        foreach (var (index, text) in File.ReadLines(path).Index())
        {
            var cells = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length > 0) Add(list, index + 1, cells, split, problems);
        }

        return true;
    }

    private void Add(string list, int line, string[] cells, DatasetSplit? split, ICollection<SourceProblem> problems)
    {
        var values = cells.Length == 1 + NihLabels.FlagCount ? NihLabels.OfFlags(cells.AsSpan(1)) : null;
        if (cells.Length != 1 && values is null)
            problems.Add(new SourceProblem(list, line, $"E_CSV_VALUE: expected the name of an image, alone or with {NihLabels.FlagCount} flags of 0 or 1."));
        else if (SourceFiles.Outside(cells[0]) is { } outside)
            problems.Add(new SourceProblem(list, line, SourceFiles.WithoutName(outside, cells[0])));
        else if (!_entries.TryAdd(cells[0], new Entry(list, line, split, values)) && _twice.Add(cells[0]))
            problems.Add(new SourceProblem(list, line, $"E_CSV_VALUE: The image of this line is already on line {_entries[cells[0]].Line} of {_entries[cells[0]].List}. Keep it in one list."));
    }

    /// <summary>A line of a list; the values of <see cref="NihLabels.All"/> are null where it has no flags.</summary>
    public sealed record Entry(string List, int Line, DatasetSplit? Split, LabelValue[]? Values);
}
