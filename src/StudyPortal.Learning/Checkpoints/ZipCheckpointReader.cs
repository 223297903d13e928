using System.IO.Compression;
using ICSharpCode.SharpZipLib.Checksum;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>PyTorch's zip container: data.pkl beside one record per storage, all under one folder.</summary>
internal static class ZipCheckpointReader
{
    private const long LargestPickle = 64L << 20;

    public static WeightFile Read(Stream file)
    {
        using ZipArchive archive = new(file, ZipArchiveMode.Read, leaveOpen: true);
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
            ?? throw new CheckpointException("it is a zip archive without data.pkl; expected one written by torch.save");
        string folder = pickle.FullName[..^"data.pkl".Length];
        if (archive.GetEntry(folder + "byteorder") is { } order && ReadAll(order, LargestPickle) is not [(byte)'l', ..])
        {
            throw new CheckpointException("it was written on a big-endian machine; write it again on a little-endian one");
        }
        object? value = new PickleMachine(new PickleSource(ReadAll(pickle, LargestPickle))).Run();
        return StateDictionary.Read(WeightFormat.PyTorchZip, value, storage => ReadStorage(archive, folder, storage));
    }

    private static byte[] ReadStorage(ZipArchive archive, string folder, PickleStorage storage)
    {
        ZipArchiveEntry entry = archive.GetEntry($"{folder}data/{storage.Key}")
            ?? throw new CheckpointException($"its record data/{storage.Key} is missing");
        if (storage.Elements > Array.MaxLength / storage.Type.ElementBytes
            || entry.Length != storage.Elements * storage.Type.ElementBytes)
        {
            throw new CheckpointException(
                $"its record data/{storage.Key} has {entry.Length} bytes where {storage.Elements} elements are declared");
        }
        return ReadAll(entry, Array.MaxLength);
    }

    /// <summary>The whole record, its length and checksum checked; deflate cannot shrink below 1/1032.</summary>
    private static byte[] ReadAll(ZipArchiveEntry entry, long limit)
    {
        if (entry.Length > limit || entry.Length / 1032 > entry.CompressedLength)
        {
            throw new CheckpointException($"its record {entry.FullName} claims {entry.Length} bytes, which is too large");
        }
        using Stream content = entry.Open();
        byte[] bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        Crc32 checksum = new();
        checksum.Update(bytes);
        if (content.ReadByte() >= 0 || (uint)checksum.Value != entry.Crc32)
        {
            throw new CheckpointException($"its record {entry.FullName} is damaged: length or CRC-32 do not fit");
        }
        return bytes;
    }
}
