using System.Globalization;
using System.Text.RegularExpressions;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// What an import may write down of the names in its source, any of which could be a patient's: those that the layouts prescribe and those that
/// the import was given. Of any other file it is the <see cref="FileAlias"/> and the size; of a value that a problem quotes nothing.
/// </summary>
internal sealed partial class StoredNames(ImportRequest request, Pseudonyms pseudonyms)
{
    public const string Folder = "(the folder)", AllFiles = "(all files)";
    public const string Unreadable = "E_MISSING_FILE: it cannot be opened. Let the account that the portal runs under read everything below the folder.";

    /// <summary>Stands for a value: the file and the line are told.</summary>
    public const string SeeThere = "(see there)";

    private static readonly HashSet<string> Files = new(StringComparer.Ordinal)
    {
        Folder, AllFiles, LabelsFile.Usual, BoxesFile.Name, SourceReadme.FileName, "DICOMDIR", "Data_Entry_2017.csv", "Data_Entry_2017_v2020.csv", NihBoxes.File,
        "train_val_list.txt", "train_list.txt", "val_list.txt", "test_list.txt", "train.csv", "valid.csv", "metadata.csv",
        "annotations.csv", "candidates.csv", "candidates_V2.csv", "lidc_malignancy.csv", LabelMaps.NihChexpert8.Name,
    };

    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal) { "CheXpert-v1.0", "CheXpert-v1.0-small" };

    private readonly HashSet<string> _given = new(
        ((string?[])[request.LabelsFile, request.LabelMap?.Name, request.Nih.TrainList, request.Nih.ValidationList, request.Nih.TestList, request.Luna.Malignancy]).OfType<string>(), StringComparer.Ordinal);

    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Folder));

    public SourceProblem Of(SourceProblem problem) => problem with { File = OfFile(problem.File), Reason = OfText(problem.Reason) };

    /// <summary>Of a case: a table and a line of it, or a UID of our own.</summary>
    public string OfOrigin(string origin) =>
        origin.IndexOf(", line ", StringComparison.Ordinal) is > 0 and var end && !IsKnown(origin[..end]) ? FileAlias.Of(origin[..end], pseudonyms) + origin[end..] : origin;

    /// <summary>What to tell of an error that names a path of the folder; null for another one.</summary>
    public string? OfError(Exception error)
    {
        if (error is not (IOException or UnauthorizedAccessException)) return null;
        var (from, to) = (error.Message.IndexOf(_folder, StringComparison.Ordinal), error.Message.LastIndexOf('\''));
        if (from < 0) return null;
        var file = to > from + _folder.Length ? OfFile(Path.GetRelativePath(_folder, error.Message[from..to]).Replace('\\', '/')) : Folder;
        return $"{file}: {Unreadable} Start the import again then: it goes on where it was.";
    }

    private string OfFile(string name)
    {
        if (IsKnown(name)) return name;
        var whole = new FileInfo(Path.Combine(_folder, name));
        var part = whole.Exists ? "" : Part().Match(name).Value;
        var file = SourceFiles.Holding(_folder, name);
        return $"{FileAlias.Of(name[..^part.Length], pseudonyms)}{part}{(file.Exists ? string.Create(CultureInfo.InvariantCulture, $" ({file.Length} bytes)") : "")}";
    }

    /// <summary>From the first quotation mark to the last, so that one within a value hides nothing.</summary>
    private string OfText(string reason)
    {
        var (from, to) = (reason.IndexOf('"', StringComparison.Ordinal), reason.LastIndexOf('"'));
        if (to <= from) return reason;
        var value = reason[(from + 1)..to];
        return $"{reason[..from]}{(SourceFiles.Outside(value) is null && File.Exists(Path.Combine(_folder, value)) ? OfFile(value) : SeeThere)}{reason[(to + 1)..]}";
    }

    private bool IsKnown(string name)
    {
        var parts = name.Split('/');
        return _given.Contains(name) || (Files.Contains(parts[^1]) && parts[..^1].All(Folders.Contains));
    }

    [GeneratedRegex(@"#-?\d+(,-?\d+)*$")]
    private static partial Regex Part();
}
