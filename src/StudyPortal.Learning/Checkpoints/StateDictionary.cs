using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>Finds the weights in what a pickle evaluated to: the dictionary itself, or one that a training script wrapped.</summary>
internal static class StateDictionary
{
    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "model", "net"];

    public static WeightFile Read(WeightFormat format, object? value, Func<PickleStorage, byte[]> storage)
    {
        PickleDictionary outer = value as PickleDictionary
            ?? throw new CheckpointException("it holds no dictionary; expected a state_dict written by torch.save");
        PickleDictionary weights = Find(outer);
        using StorageReader reader = new(storage);
        List<NamedTensor> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        try
        {
            foreach ((object key, object? item) in weights.Entries)
            {
                NamedTensor named = Read(reader, key, item);
                tensors.Add(names.Add(named.Name) ? named : throw new CheckpointException($"it holds '{named.Name}' twice"));
            }
            return new WeightFile(format, tensors, Scalars(outer));
        }
        catch
        {
            tensors.ForEach(named => named.Tensor.Dispose());
            throw;
        }
    }

    private static PickleDictionary Find(PickleDictionary outer)
    {
        PickleDictionary? found = HoldsTensors(outer)
            ? outer
            : Wrappers.Select(name => outer[name]).OfType<PickleDictionary>().FirstOrDefault(HoldsTensors);
        return found ?? throw new CheckpointException(
            $"it holds no weights: neither the dictionary itself nor one of its entries {string.Join(", ", Wrappers)} has tensors");
    }

    private static bool HoldsTensors(PickleDictionary dictionary) => dictionary.Entries.Exists(entry => entry.Value is PickleTensor);

    private static NamedTensor Read(StorageReader reader, object key, object? item)
    {
        if (key is not string name || item is not PickleTensor tensor)
        {
            throw new CheckpointException($"its state_dict holds something other than a tensor under '{key}'");
        }
        return new NamedTensor(name, reader.Materialise(tensor));
    }

    private static Dictionary<string, object> Scalars(PickleDictionary outer)
    {
        Dictionary<string, object> scalars = new(StringComparer.Ordinal);
        foreach ((object key, object? item) in outer.Entries)
        {
            if (key is string name && item is long or double or bool or string)
            {
                scalars[name] = item;
            }
        }
        return scalars;
    }
}
