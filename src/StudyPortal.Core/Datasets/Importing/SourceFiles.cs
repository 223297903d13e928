namespace StudyPortal.Core.Datasets;

/// <summary>Finds the files that a labels file names, and nothing outside the source folder.</summary>
internal static class SourceFiles
{
    private static readonly string[] ImageExtensions = [".png", ".jpg", ".jpeg", ".tif", ".tiff"];

    /// <summary>The path inside the folder (also tried below images/), or the reason why there is none.</summary>
    public static (string? Path, string? Refusal) Find(string folder, string named)
    {
        var path = named.Replace('\\', '/');
        if (path.Length == 0) return (null, "No file is named.");
        if (Path.IsPathRooted(path) || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Contains(".."))
            return (null, $"E_PATH_TRAVERSAL: \"{named}\" points outside the folder; name the file relative to it.");
        foreach (var candidate in new[] { path, $"images/{path}" })
            if (new FileInfo(Path.Combine(folder, candidate)) is { Exists: true } file)
                return StaysInside(folder, file) ? (candidate, null) : (null, $"E_PATH_TRAVERSAL: \"{named}\" is a link to a file outside the folder.");
        return (null, $"E_MISSING_FILE: \"{named}\" is not in the folder. Copy the file there or remove the row.");
    }

    /// <summary>Images below the folder, relative, with forward slashes, in ordinal order.</summary>
    public static IEnumerable<string> Images(string folder) => All(folder).Where(file => ImageExtensions.Contains(Path.GetExtension(file).ToLowerInvariant()));

    /// <inheritdoc cref="Images"/>
    public static IEnumerable<string> All(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>The file in which a case lies: of <c>path#part</c> the one before the part.</summary>
    public static FileInfo Holding(string folder, string file)
    {
        var whole = new FileInfo(Path.Combine(folder, file));
        return whole.Exists || file.LastIndexOf('#') is not (> 0 and var part) ? whole : new FileInfo(Path.Combine(folder, file[..part]));
    }

    private static bool StaysInside(string folder, FileInfo file)
    {
        var target = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        var root = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        return target.StartsWith(root.TrimEnd('/') + '/', StringComparison.Ordinal) || target.StartsWith(Path.GetFullPath(folder).TrimEnd('/') + '/', StringComparison.Ordinal);
    }
}
