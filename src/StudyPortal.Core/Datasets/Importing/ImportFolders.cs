namespace StudyPortal.Core.Datasets;

/// <summary>The folders of this machine that may be imported from a page: the ones at or below the configured roots.</summary>
public sealed class ImportFolders(IReadOnlyList<string> roots)
{
    private const int Levels = 2;
    private const int FilesSniffed = 20;

    private readonly IReadOnlyList<string> _roots = [.. roots.Select(root => Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)))];

    public bool AreConfigured => _roots.Count > 0;

    /// <summary>Folders that hold a CSV or DICOM files, by name; looked for a few levels deep, as far as the portal may look.</summary>
    public IReadOnlyList<ImportFolder> List() =>
    [
        .. _roots.Where(Directory.Exists).SelectMany(root => Below(root, Levels)
            .Where(LooksLikeData).Select(path => new ImportFolder(path == root ? Path.GetFileName(root) : Path.GetRelativePath(root, path), path))).OrderBy(folder => folder.Name, StringComparer.Ordinal),
    ];

    public bool Allow(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return _roots.Any(root => path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Below(string folder, int levels) =>
        levels == 0 ? [folder] : Directory.EnumerateDirectories(folder, "*", new EnumerationOptions()).SelectMany(sub => Below(sub, levels - 1)).Prepend(folder);

    private static bool LooksLikeData(string folder) =>
        Directory.EnumerateFiles(folder, "*.csv", new EnumerationOptions()).Any() || Directory.EnumerateFiles(folder, "*", new EnumerationOptions()).Take(FilesSniffed).Any(DicomSniff.IsDicom);
}
