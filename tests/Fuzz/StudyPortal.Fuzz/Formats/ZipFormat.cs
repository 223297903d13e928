using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Fuzz.Formats;

/// <summary>Zips of a few files, stored and deflated, unpacked as an upload is.</summary>
internal sealed class ZipFormat : FuzzFormat
{
    private const int LocalHeader = 30, DirectoryEntry = 46, End = 22;
    private const long Most = 1 << 26;

    /// <summary>The lengths of the numbers of a local header, of an entry of the directory and of the end, in their order.</summary>
    private static readonly int[] LocalNumbers = [4, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2], EntryNumbers = [4, 2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4], EndNumbers = [4, 2, 2, 2, 2, 4, 4, 2];

    public override string Name => "zip";

    public override IReadOnlyList<FuzzSeed> Seeds { get; } =
    [
        new("stored.zip", Pieces(CompressionLevel.NoCompression)),
        new("deflated.zip", Pieces(CompressionLevel.Optimal)),
    ];

    /// <summary>The marks of its parts.</summary>
    public override IReadOnlyList<byte[]> Codes { get; } = [.. ((string[])["PK\x3\x4", "PK\x1\x2", "PK\x5\x6", "PK\x6\x6", "PK\x6\x7", "PK\x7\x8"]).Select(Encoding.ASCII.GetBytes)];

    public override void Read(FuzzSeed seed, byte[] content, string folder)
    {
        var (path, unpacked) = (Path.Combine(folder, seed.File), Path.Combine(folder, "unpacked"));
        if (Directory.EnumerateFileSystemEntries(folder).Any(left => !Seeds.Any(other => left.EndsWith(other.File, StringComparison.Ordinal))))
            throw new InvalidDataException("An earlier zip was unpacked outside its folder.");
        File.WriteAllBytes(path, content);
        Directory.CreateDirectory(unpacked);
        try
        {
            ZipArchives.Unpack(path, seed.File, unpacked, new UploadLimits(Most, Most, 1000), _ => { }, CancellationToken.None);
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private static List<Piece> Pieces(CompressionLevel level)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in (string[])["labels.csv", "images/a.png", "images/b.png"])
                using (var entry = zip.CreateEntry(name, level).Open())
                    entry.Write(Encoding.ASCII.GetBytes($"file,label\n{name},1\n{name},0\n"));
        var (bytes, pieces, at) = (content.ToArray(), new List<Piece>(), 0);
        while (at < bytes.Length)
            at = Part(bytes, at, pieces);
        return pieces;
    }

    /// <summary>The part at this place; returns where it ends.</summary>
    private static int Part(byte[] bytes, int at, List<Piece> pieces)
    {
        var (numbers, length, nameAt) = bytes[at + 2] switch { 3 => (LocalNumbers, LocalHeader, 26), 1 => (EntryNumbers, DirectoryEntry, 28), _ => (EndNumbers, End, -1) };
        var start = at;
        foreach (var size in numbers)
        {
            pieces.Add(Piece.Little(bytes.AsSpan(at, size)));
            at += size;
        }
        if (nameAt < 0)
            return start + length;
        var name = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(start + nameAt));
        pieces.Add(Piece.Text(bytes.AsSpan(at, name)));
        at += name;
        if (numbers != LocalNumbers)
            return at;
        var packed = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(start + 18));
        pieces.Add(Piece.Data(bytes.AsSpan(at, packed)));
        return at + packed;
    }
}
