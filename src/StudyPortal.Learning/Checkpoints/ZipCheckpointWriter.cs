using System.IO.Compression;
using StudyPortal.Learning.Networks;
using TorchSharp;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>Writes a state_dict that torch.load(weights_only=True) opens: stored entries, fixed times.</summary>
internal static class ZipCheckpointWriter
{
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream file, IReadOnlyList<NamedTensor> tensors)
    {
        using ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true);
        Add(archive, "data.pkl", new PickleWriter().Write(tensors.Select(
            named => (named.Name, StorageType.Of(named.Tensor.dtype), named.Tensor.shape))));
        Add(archive, "byteorder", "little"u8);
        for (int key = 0; key < tensors.Count; key++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor copy = tensors[key].Tensor.detach().cpu().contiguous();
            Add(archive, $"data/{key}", copy.bytes);
        }
        Add(archive, "version", "3\n"u8);
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        ZipArchiveEntry entry = archive.CreateEntry("archive/" + name, CompressionLevel.NoCompression);
        entry.LastWriteTime = EntryTime;
        using Stream stream = entry.Open();
        stream.Write(content);
    }
}
