using System.IO.Compression;

namespace StudyPortal.Core.Datasets;

/// <summary>What the list of files in a zip tells, before anything is unpacked.</summary>
internal static class ZipChecks
{
    /// <summary>From this many bytes on, contents may be at most <see cref="Ratio"/> times as large as they are packed.</summary>
    private const long Unwatched = 100_000_000;

    private const int Ratio = 200;

    private const int FileKind = 0xF000, RegularFile = 0x8000, Folder = 0x4000;

    /// <param name="name">Of the zip.</param>
    /// <param name="entries">Those that are to be unpacked.</param>
    /// <param name="packed">Size of the zip.</param>
    /// <param name="limits">Of size and number.</param>
    /// <exception cref="DatasetFormatException">It is refused.</exception>
    public static void Check(string name, IReadOnlyList<ZipArchiveEntry> entries, long packed, UploadLimits limits)
    {
        foreach (var entry in entries)
            if (Refusal(entry) is { } refusal) throw new DatasetFormatException(name, null, refusal);
        if (Clash(entries) is { } twice) throw new DatasetFormatException(name, null, $"E_INVALID_DATASET: \"{twice}\" is in the zip twice (large and small letters count as the same).");

        var files = entries.Count(entry => !IsFolder(entry));
        if (files == 0) throw new DatasetFormatException(name, null, "E_INVALID_DATASET: the zip holds no file.");
        if (files > limits.Files) throw Limit(name, $"it holds {files} files; at most {limits.Files} are unpacked");
        var total = entries.Aggregate(0m, (sum, entry) => sum + entry.Length);
        if (total > limits.UnpackedBytes) throw Limit(name, $"it unpacks to {total} bytes; at most {limits.UnpackedBytes} are unpacked (setting Import:MaxUnpackedGigabytes)");
        if (total > Unwatched && total > (decimal)packed * Ratio) throw Limit(name, $"{packed} bytes unpack to {total}, more than {Ratio} times as many");
    }

    public static bool IsFolder(ZipArchiveEntry entry) => entry.Name.Length == 0;

    /// <summary>With forward slashes; those of a folder end in one.</summary>
    public static string PathOf(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    public static DatasetFormatException Limit(string name, string why) => new(name, null, $"E_RESOURCE_LIMIT: {why}. Import it from a folder of the server.");

    private static string? Refusal(ZipArchiveEntry entry)
    {
        if (((entry.ExternalAttributes >> 16) & FileKind) is not (0 or RegularFile or Folder)) return $"E_PATH_TRAVERSAL: \"{entry.FullName}\" is a link or a device. Pack the file itself.";
        if (entry.FullName.Length == 0) return "E_INVALID_DATASET: an entry of the zip has no name. Pack the files again.";
        if (SafeName.Of(IsFolder(entry) ? PathOf(entry)[..^1] : entry.FullName).Refusal is { } unsafeName) return unsafeName;
        if (entry.IsEncrypted) return $"E_UNSUPPORTED_FORMAT: \"{entry.FullName}\" is encrypted. Pack the files without a password.";
        if (Path.GetExtension(entry.Name).Equals(".zip", StringComparison.OrdinalIgnoreCase)) return $"E_UNSUPPORTED_FORMAT: \"{entry.FullName}\" is a zip inside the zip. Unpack it first.";
        return entry.Length > Unwatched && entry.Length / Ratio > entry.CompressedLength
            ? $"E_RESOURCE_LIMIT: \"{entry.FullName}\" unpacks from {entry.CompressedLength} to {entry.Length} bytes, more than {Ratio} times as many."
            : null;
    }

    /// <summary>A name that stands for two things: for two files, or for a file and a folder.</summary>
    private static string? Clash(IReadOnlyList<ZipArchiveEntry> entries)
    {
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in entries.Where(entry => !IsFolder(entry)).Select(PathOf))
            if (!files.Add(file)) return file;
        return entries.SelectMany(entry => Folders(PathOf(entry))).FirstOrDefault(files.Contains);
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (var at = path.IndexOf('/'); at > 0; at = path.IndexOf('/', at + 1)) yield return path[..at];
    }
}
