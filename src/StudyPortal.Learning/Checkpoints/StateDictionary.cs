namespace StudyPortal.Learning.Checkpoints;

/// <summary>Finds the weights in what a pickle evaluated to: the dictionary itself, or one that a training script wrapped.</summary>
internal static class StateDictionary
{
    private const int DeepestWrapper = 3;
    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "model", "net"];

    public static WeightFile Read(WeightFormat format, object? value, IStorages storages)
    {
        PickleDictionary outer = value as PickleDictionary
            ?? throw new CheckpointException("it holds no dictionary; expected a state_dict written by torch.save");
        PickleDictionary weights = Find(outer, DeepestWrapper) ?? throw new CheckpointException(
            $"it holds no weights: neither the dictionary itself nor one of its entries {string.Join(", ", Wrappers)} has tensors");
        (string Name, PickleTensor View)[] views = [.. weights.Entries.Select(Read)];
        if (views.CountBy(view => view.Name, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1).Key is { } twice)
        {
            throw new CheckpointException($"it holds '{CheckpointException.Quote(twice)}' twice");
        }
        StorageReader reader = new(storages, [.. views.Select(view => view.View)]);
        return new WeightFile(
            format,
            [.. views.Select(view => new StoredTensor(view.Name, view.View.Storage.Type, view.View.Size, () => reader.Read(view.View)))],
            Scalars(outer),
            reader);
    }

    /// <summary>The dictionary or, within the depth, the wrapped one that holds tensors; a dictionary may hold itself.</summary>
    private static PickleDictionary? Find(PickleDictionary outer, int depth) =>
        outer.Entries.Exists(entry => entry.Value is PickleTensor) ? outer
        : depth == 0 ? null
        : Wrappers.Select(name => outer[name]).OfType<PickleDictionary>()
            .Select(inner => Find(inner, depth - 1)).FirstOrDefault(found => found is not null);

    private static (string Name, PickleTensor View) Read(KeyValuePair<object, object?> entry) =>
        entry is { Key: string name, Value: PickleTensor view }
            ? (name, view)
            : throw new CheckpointException(
                $"its state_dict holds something other than a tensor under '{CheckpointException.Quote(entry.Key)}'");

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
