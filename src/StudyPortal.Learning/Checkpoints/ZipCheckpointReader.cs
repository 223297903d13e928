using System.IO.Compression;
using ICSharpCode.SharpZipLib.Checksum;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>PyTorch's zip container: data.pkl beside one record per storage, all under one folder.</summary>
internal sealed class ZipCheckpointReader(ZipArchive archive, string folder) : IStorages
{
    private const int ChunkBytes = 64 << 10;

    public static WeightFile Read(Stream file)
    {
        ZipArchive archive = new(file, ZipArchiveMode.Read, leaveOpen: true);
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
            ?? throw new CheckpointException("it is a zip archive without data.pkl; expected one written by torch.save");
        if (archive.Entries.Any(entry => entry.FullName.EndsWith("/constants.pkl", StringComparison.Ordinal)))
        {
            throw new CheckpointException(
                "it is a TorchScript program, which can only be executed and only forward: 'forward' and 'test' do so with "
                + "--torchscript, if you trust it. For everything else save its weights: torch.save(model.state_dict(), file)");
        }
        string folder = pickle.FullName[..^"data.pkl".Length];
        if (archive.GetEntry(folder + "byteorder") is { } order && ReadAll(order) is not [(byte)'l', ..])
        {
            throw new CheckpointException("it was written on a big-endian machine; write it again on a little-endian one");
        }
        object? value = new PickleMachine(new PickleSource(new MemoryStream(ReadAll(pickle)))).Run();
        return StateDictionary.Read(WeightFormat.PyTorchZip, value, new ZipCheckpointReader(archive, folder));
    }

    public void Require(PickleStorage storage)
    {
        if (Record(storage) is not { } entry)
        {
            throw new CheckpointException($"its record data/{CheckpointException.Quote(storage.Key)} is missing");
        }
        RequireSize(entry, Array.MaxLength);
        if (entry.Length != storage.Bytes)
        {
            throw new CheckpointException(
                $"its record {CheckpointException.Quote(entry.FullName)} has {entry.Length} bytes "
                + $"where {storage.Elements} elements are declared");
        }
    }

    public void Fill(PickleStorage storage, Span<byte> target) =>
        Copy(Record(storage) ?? throw new CheckpointException($"its record data/{storage.Key} is missing"), target);

    private ZipArchiveEntry? Record(PickleStorage storage) => archive.GetEntry($"{folder}data/{storage.Key}");

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        RequireSize(entry, PickleSource.LargestPickle);
        byte[] bytes = new byte[entry.Length];
        Copy(entry, bytes);
        return bytes;
    }

    /// <summary>Deflate cannot shrink below 1/1032.</summary>
    private static void RequireSize(ZipArchiveEntry entry, long limit)
    {
        if (entry.Length > limit || entry.Length / 1032 > entry.CompressedLength)
        {
            throw new CheckpointException(
                $"its record {CheckpointException.Quote(entry.FullName)} claims {entry.Length} bytes, which is too large");
        }
    }

    /// <summary>The whole record, its length and checksum checked on the way.</summary>
    private static void Copy(ZipArchiveEntry entry, Span<byte> target)
    {
        using Stream content = entry.Open();
        Crc32 checksum = new();
        byte[] chunk = new byte[Math.Min(ChunkBytes, target.Length)];
        while (!target.IsEmpty)
        {
            int length = Math.Min(chunk.Length, target.Length);
            content.ReadExactly(chunk, 0, length);
            checksum.Update(new ArraySegment<byte>(chunk, 0, length));
            chunk.AsSpan(0, length).CopyTo(target);
            target = target[length..];
        }
        if (content.ReadByte() >= 0 || (uint)checksum.Value != entry.Crc32)
        {
            throw new CheckpointException(
                $"its record {CheckpointException.Quote(entry.FullName)} is damaged: length or CRC-32 do not fit");
        }
    }
}
