using System.Text.Json;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>One tensor of a safetensors header; the byte range counts from the end of the header.</summary>
internal sealed record SafetensorsEntry(string Name, StorageType Type, long[] Shape, long Start, long End)
{
    public static SafetensorsEntry Parse(JsonProperty property)
    {
        string type = property.Value.GetProperty("dtype").GetString() ?? "";
        long[] shape = Integers(property.Value.GetProperty("shape"));
        SafetensorsEntry entry = Integers(property.Value.GetProperty("data_offsets")) is [long start, long end]
            ? new(property.Name, Known(property.Name, type), shape, start, end)
            : throw new CheckpointException($"tensor {property.Name} has no pair of data offsets");
        if (start < 0 || end < start || end - start > Array.MaxLength || !entry.Fits())
        {
            throw new CheckpointException(
                $"tensor {property.Name} of type {type} and shape [{string.Join(", ", shape)}] does not fit bytes {start} to {end}");
        }
        return entry;
    }

    /// <summary>Requires that the tensors cover the data once, without holes.</summary>
    public static void RequireDense(IEnumerable<SafetensorsEntry> entries, long dataLength)
    {
        long position = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End))
        {
            if (entry.Start != position)
            {
                throw new CheckpointException($"tensor {entry.Name} begins at byte {entry.Start}; expected {position}");
            }
            position = entry.End;
        }
        if (position != dataLength)
        {
            throw new CheckpointException($"its tensors cover {position} of {dataLength} bytes");
        }
    }

    private bool Fits()
    {
        Int128 bytes = Type.ElementBytes;
        foreach (long length in Shape)
        {
            if (length < 0 || bytes > Array.MaxLength)
            {
                return false;
            }
            bytes *= length;
        }
        return bytes == End - Start;
    }

    private static StorageType Known(string name, string type) => StorageType.FromSafetensors(type)
        ?? throw new CheckpointException($"tensor {name} has the type '{type}', which is not supported");

    private static long[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt64())];
}
