using System.Buffers.Binary;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>
/// PyTorch's container before 1.6: pickles of a magic number, the protocol, the machine, the value and the storage keys,
/// then each storage's element count and bytes.
/// </summary>
internal static class LegacyCheckpointReader
{
    private const long Protocol = 1001;

    public static WeightFile Read(Stream file)
    {
        if (file.Length > Array.MaxLength)
        {
            throw new CheckpointException("it is larger than 2 GB; save it with PyTorch 1.6 or later");
        }
        byte[] data = new byte[file.Length];
        file.ReadExactly(data);
        PickleSource source = new(data);
        Next(source);
        if (Next(source) is not Protocol || Next(source) is not PickleDictionary machine)
        {
            throw new CheckpointException("it is a pickle, but not one written by torch.save");
        }
        if (machine["little_endian"] is not true)
        {
            throw new CheckpointException("it was written on a big-endian machine; write it again on a little-endian one");
        }
        PickleMachine pickle = new(source);
        object? value = pickle.Run();
        Dictionary<string, byte[]> storages = ReadStorages(source, Next(source), pickle.Storages);
        return StateDictionary.Read(WeightFormat.PyTorchLegacy, value, storage => storages.TryGetValue(storage.Key, out byte[]? bytes)
            ? bytes
            : throw new CheckpointException($"its storage {storage.Key} is missing"));
    }

    private static object? Next(PickleSource source) => new PickleMachine(source).Run();

    private static Dictionary<string, byte[]> ReadStorages(
        PickleSource source, object? keys, Dictionary<string, PickleStorage> declared)
    {
        Dictionary<string, byte[]> storages = new(StringComparer.Ordinal);
        foreach (object? item in keys as List<object?> ?? throw new CheckpointException("it lists no storages"))
        {
            if (item is not string key || !declared.TryGetValue(key, out PickleStorage? storage))
            {
                throw new CheckpointException($"it holds a storage '{item}' that nothing refers to");
            }
            long count = BinaryPrimitives.ReadInt64LittleEndian(source.Take(sizeof(long)));
            if (count != storage.Elements)
            {
                throw new CheckpointException($"its storage {key} has {count} elements where {storage.Elements} are declared");
            }
            storages[key] = source.Take(checked(count * storage.Type.ElementBytes)).ToArray();
        }
        return storages;
    }
}
