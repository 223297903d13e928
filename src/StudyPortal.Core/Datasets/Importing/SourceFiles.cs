namespace StudyPortal.Core.Datasets;

/// <summary>Finds the files that a labels file names, and nothing outside the source folder.</summary>
internal static class SourceFiles
{
    private static readonly string[] ImageExtensions = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"];

    /// <summary>The path inside the folder (also tried below images/), or the reason why there is none.</summary>
    public static (string? Path, string? Refusal) Find(string folder, string named)
    {
        var path = named.Replace('\\', '/');
        if (path.Length == 0) return (null, "E_CSV_VALUE: No file is named.");
        if (path.Contains('\0', StringComparison.Ordinal)) return (null, "E_CSV_VALUE: The name of the file holds a null character. Save the table again as CSV UTF-8.");
        if (Outside(named) is { } outside) return (null, outside);
        foreach (var candidate in new[] { path, $"images/{path}" })
            if (new FileInfo(Path.Combine(folder, candidate)) is { Exists: true } file)
                return StaysInside(folder, file) ? (candidate, null) : (null, $"E_PATH_TRAVERSAL: \"{named}\" is a link to a file outside the folder.");
        return (null, $"E_MISSING_FILE: \"{named}\" is not in the folder. Copy the file there or remove the row.");
    }

    /// <summary>Why a name may not be looked up in the folder: it points outside it; null for one that may.</summary>
    public static string? Outside(string named)
    {
        var path = named.Replace('\\', '/');
        if (path.Contains('\0', StringComparison.Ordinal)) return "E_CSV_VALUE: The name of a file holds a null character.";
        return Path.IsPathRooted(path) || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Contains("..")
            ? $"E_PATH_TRAVERSAL: \"{named}\" points outside the folder; name the file relative to it."
            : null;
    }

    /// <summary>A refusal that does not tell the file's name, where names of files hold the ids of patients.</summary>
    public static string WithoutName(string refusal, string named) => refusal.Replace($"\"{named}\"", "The file of this row", StringComparison.Ordinal);

    /// <summary>The images below the folder by their names alone; of two of one name the first in ordinal order.</summary>
    public static IReadOnlyDictionary<string, string> ByName(string folder, ICollection<SourceProblem> problems)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Images(folder).Where(file => StaysInside(folder, new FileInfo(Path.Combine(folder, file)))))
            if (!found.TryAdd(Path.GetFileName(file), file))
                problems.Add(new SourceProblem(file, null, "Another folder has an image of this name, too; that one is taken.", IsNote: true));
        return found;
    }

    /// <summary>Images below the folder, relative, with forward slashes, in ordinal order.</summary>
    public static IEnumerable<string> Images(string folder) => All(folder).Where(IsImage);

    public static bool IsImage(string file) => ImageExtensions.Contains(Path.GetExtension(file).ToLowerInvariant());

    /// <inheritdoc cref="Images"/>
    public static IEnumerable<string> All(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Those of <see cref="All"/> that are not links to files outside.</summary>
    public static IEnumerable<string> Inside(string folder) => All(folder).Where(file => StaysInside(folder, new FileInfo(Path.Combine(folder, file))));

    /// <summary>The file in which a case lies: of <c>path#part</c> the one before the part.</summary>
    public static FileInfo Holding(string folder, string file)
    {
        var whole = new FileInfo(Path.Combine(folder, file));
        return whole.Exists || file.LastIndexOf('#') is not (> 0 and var part) ? whole : new FileInfo(Path.Combine(folder, file[..part]));
    }

    private static bool StaysInside(string folder, FileInfo file)
    {
        if (file.ResolveLinkTarget(returnFinalTarget: true)?.FullName is not { } target) return true;
        var root = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        return target.StartsWith(root.TrimEnd('/') + '/', StringComparison.Ordinal) || target.StartsWith(Path.GetFullPath(folder).TrimEnd('/') + '/', StringComparison.Ordinal);
    }
}
