using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyPortal.Learning.Networks;
using TorchSharp;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>The safetensors layout: header length, JSON header, bytes without holes or overlaps.</summary>
internal static class Safetensors
{
    private const long LargestHeader = 100_000_000;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static WeightFile Read(Stream file)
    {
        byte[] length = new byte[sizeof(long)];
        file.ReadExactly(length);
        long headerLength = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (headerLength < 0 || headerLength > Math.Min(LargestHeader, file.Length - sizeof(long)))
        {
            throw new CheckpointException($"its header claims {headerLength} bytes of a file of {file.Length}");
        }
        byte[] header = new byte[headerLength];
        file.ReadExactly(header);
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, Strict);
            return Read(file, document.RootElement);
        }
        catch (Exception malformed) when (
            malformed is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new CheckpointException($"its header is not what safetensors describes: {malformed.Message}", malformed);
        }
    }

    public static void Write(Stream file, IReadOnlyList<NamedTensor> tensors)
    {
        JsonObject header = [];
        long end = 0;
        foreach ((string name, torch.Tensor tensor) in tensors)
        {
            long start = end;
            end += tensor.NumberOfElements * tensor.ElementSize;
            header[name] = new JsonObject
            {
                ["dtype"] = StorageType.Of(tensor.dtype).SafetensorsName,
                ["shape"] = new JsonArray([.. tensor.shape.Select(axis => JsonValue.Create(axis))]),
                ["data_offsets"] = new JsonArray(start, end),
            };
        }
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header);
        byte[] length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        file.Write(length);
        file.Write(text);
        foreach (NamedTensor named in tensors)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor copy = named.Tensor.detach().cpu().contiguous();
            file.Write(copy.bytes);
        }
    }

    private static WeightFile Read(Stream file, JsonElement header)
    {
        SafetensorsEntry[] entries = [.. header.EnumerateObject()
            .Where(property => property.Name != "__metadata__")
            .Select(SafetensorsEntry.Parse)];
        long dataStart = file.Position;
        SafetensorsEntry.RequireDense(entries, file.Length - dataStart);
        return new WeightFile(
            WeightFormat.Safetensors,
            [.. entries.Select(entry => new StoredTensor(entry.Name, entry.Type, entry.Shape, () => Read(file, dataStart, entry)))],
            Metadata(header));
    }

    private static torch.Tensor Read(Stream file, long dataStart, SafetensorsEntry entry)
    {
        torch.Tensor tensor = torch.empty(entry.Shape, entry.Type.Scalar);
        if (entry.End > entry.Start)
        {
            file.Position = dataStart + entry.Start;
            file.ReadExactly(tensor.bytes);
        }
        return tensor;
    }

    private static Dictionary<string, object> Metadata(JsonElement header) =>
        header.TryGetProperty("__metadata__", out JsonElement metadata)
            ? metadata.EnumerateObject().ToDictionary(item => item.Name, object (item) => item.Value.ToString(), StringComparer.Ordinal)
            : [];
}
