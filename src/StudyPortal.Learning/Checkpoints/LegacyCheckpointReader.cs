using System.Buffers.Binary;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>
/// PyTorch's container before 1.6: pickles of a magic number, the protocol, the machine, the value and the storage keys,
/// then each storage's element count and bytes.
/// </summary>
internal sealed class LegacyCheckpointReader : IStorages
{
    private const long Protocol = 1001;
    private readonly Stream file;
    private readonly Dictionary<string, long> starts = new(StringComparer.Ordinal);

    private LegacyCheckpointReader(Stream file, object? keys, Dictionary<string, PickleStorage> declared)
    {
        this.file = file;
        foreach (object? item in keys as List<object?> ?? throw new CheckpointException("it lists no storages"))
        {
            if (item is not string key || !declared.TryGetValue(key, out PickleStorage? storage))
            {
                throw new CheckpointException($"it holds a storage '{CheckpointException.Quote(item)}' that nothing refers to");
            }
            Skip(storage);
        }
    }

    public static WeightFile Read(Stream file)
    {
        PickleSource source = new(file);
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
        return StateDictionary.Read(
            WeightFormat.PyTorchLegacy, value, new LegacyCheckpointReader(file, Next(source), pickle.Storages));
    }

    public void Require(PickleStorage storage)
    {
        if (!starts.ContainsKey(storage.Key))
        {
            throw new CheckpointException($"its storage {CheckpointException.Quote(storage.Key)} is missing");
        }
    }

    public void Fill(PickleStorage storage, Span<byte> target)
    {
        file.Position = starts[storage.Key];
        file.ReadExactly(target);
    }

    private static object? Next(PickleSource source) => new PickleMachine(source).Run();

    private void Skip(PickleStorage storage)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        file.ReadExactly(length);
        long count = BinaryPrimitives.ReadInt64LittleEndian(length);
        string key = CheckpointException.Quote(storage.Key);
        if (count != storage.Elements)
        {
            throw new CheckpointException($"its storage {key} has {count} elements where {storage.Elements} are declared");
        }
        if (storage.Bytes > file.Length - file.Position || !starts.TryAdd(storage.Key, file.Position))
        {
            throw new CheckpointException($"its storage {key} reaches past the end of the file, or is there twice");
        }
        file.Position += storage.Bytes;
    }
}
