using System.IO.Compression;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Unpacks a zip that nobody vouches for: nothing leaves its folder, nothing grows beyond what was checked, and no entry is anything but a file.</summary>
internal static class ZipArchives
{
    /// <summary>The list of files is read into memory, so it must be small.</summary>
    private const long LongestDirectory = 256L << 20;

    private const int Buffer = 1 << 16;

    public static bool IsZip(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using var file = File.OpenRead(path);
        return Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase) || (file.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4 && head.SequenceEqual("PK\x3\x4"u8));
    }

    /// <param name="path">Of the zip.</param>
    /// <param name="name">As its owner knows it.</param>
    /// <param name="folder">Where its files go; empty.</param>
    /// <param name="limits">Of size and number.</param>
    /// <param name="progress">Done so far, 0..1.</param>
    /// <param name="cancellationToken">Looked at between blocks.</param>
    /// <exception cref="DatasetFormatException">It is refused; what was unpacked so far is to be removed.</exception>
    public static void Unpack(string path, string name, string folder, UploadLimits limits, Action<double> progress, CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (ZipDirectory.Length(file) is not { } length)
                throw new DatasetFormatException(name, null, "E_UNSUPPORTED_FORMAT: the zip has no end: it is another kind of file, or it was cut short. Pack it and send it again.");
            if (length > LongestDirectory) throw ZipChecks.Limit(name, $"its list of files has {length} bytes; at most {LongestDirectory} are read");
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var entries = zip.Entries.Where(IsWanted).ToList();
            ZipChecks.Check(name, entries, file.Length, limits);
            Extract(name, entries, folder, progress, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            throw new DatasetFormatException(name, null, $"E_UNSUPPORTED_FORMAT: the zip cannot be read: {broken.Message} Pack it and send it again.", broken);
        }
    }

    /// <summary>What a Mac adds is no part of the data.</summary>
    private static bool IsWanted(ZipArchiveEntry entry) => !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && entry.Name != ".DS_Store";

    private static void Extract(string name, List<ZipArchiveEntry> entries, string folder, Action<double> progress, CancellationToken cancellationToken)
    {
        var (total, done) = (Math.Max(1.0, entries.Sum(entry => (double)entry.Length)), 0.0);
        foreach (var entry in entries.Where(entry => !ZipChecks.IsFolder(entry)))
        {
            var target = Path.Combine(folder, ZipChecks.PathOf(entry));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Extract(name, entry, target, read => progress((done += read) / total), cancellationToken);
        }
    }

    private static void Extract(string name, ZipArchiveEntry entry, string target, Action<int> progress, CancellationToken cancellationToken)
    {
        using var content = entry.Open();
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        var (block, checksum) = (new byte[Buffer], 0u);
        for (int read; (read = content.Read(block)) > 0; progress(read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Length + read > entry.Length) throw ZipChecks.Limit(name, $"\"{entry.FullName}\" unpacks to more than the {entry.Length} bytes that the zip tells");
            checksum = Crc32.Append(checksum, block.AsSpan(0, read));
            file.Write(block, 0, read);
        }

        if (file.Length != entry.Length || checksum != entry.Crc32) throw new InvalidDataException($"\"{entry.FullName}\" is damaged: its length or its checksum does not fit.");
    }
}
