namespace StudyPortal.Learning.Checkpoints;

/// <summary>The only names a weight file may ask for, and what they build.</summary>
internal static class PickleConstructors
{
    private const int MostAxes = 64;

    public static PickleGlobal Find(string module, string name) => (module, name) switch
    {
        ("collections", "OrderedDict") or ("torch._utils", "_rebuild_tensor_v2" or "_rebuild_tensor" or "_rebuild_parameter") => new(module, name),
        ("torch", _) when StorageType.FromPyTorch(name) is not null => new(module, name),
        ("torch", _) when name.EndsWith("Storage", StringComparison.Ordinal) =>
            throw new CheckpointException($"it holds tensors of type torch.{CheckpointException.Quote(name)}, which is not supported"),
        _ => throw new CheckpointException(
            $"its pickle asks for {CheckpointException.Quote(module)}.{CheckpointException.Quote(name)}; only tensors and plain containers are read. "
            + "Save the weights alone: torch.save(model.state_dict(), file)"),
    };

    public static object? Call(PickleGlobal function, object?[] arguments) => (function.Name, arguments) switch
    {
        ("OrderedDict", []) => new PickleDictionary(),
        ("OrderedDict", [List<object?> items]) => Dictionary(items),
        ("_rebuild_tensor_v2" or "_rebuild_tensor", [PickleStorage storage, long offset, object?[] size, object?[] stride, ..]) =>
            Tensor(storage, offset, Lengths(size), Lengths(stride)),
        ("_rebuild_parameter", [PickleTensor tensor, ..]) => tensor,
        _ => throw new CheckpointException($"its pickle calls {function.Module}.{function.Name} with arguments that do not fit"),
    };

    /// <summary>('storage', type, key, device, elements), legacy files with a sixth item: a view of another storage.</summary>
    public static PickleStorage Storage(object? id) => id switch
    {
        object?[] and ["storage", PickleGlobal type, string key, string, long elements, ..] and not [_, _, _, _, _, not null, ..]
            when elements >= 0 && StorageType.FromPyTorch(type.Name) is { } known =>
            elements <= Array.MaxLength / known.ElementBytes
                ? new(key, known, elements)
                : throw new CheckpointException($"its storage {CheckpointException.Quote(key)} of {elements} elements is larger than 2 GB"),
        _ => throw new CheckpointException("its pickle refers to a storage in a form that is not supported"),
    };

    /// <summary>Python 2 wrote an ordered dictionary as a list of pairs.</summary>
    private static PickleDictionary Dictionary(List<object?> items)
    {
        PickleDictionary dictionary = new();
        foreach (object? item in items)
        {
            dictionary.Entries.Add(item is List<object?> and [{ } key, var value]
                ? new(key, value)
                : throw new CheckpointException("its pickle makes a dictionary of something other than pairs"));
        }
        return dictionary;
    }

    private static PickleTensor Tensor(PickleStorage storage, long offset, long[] size, long[] stride)
    {
        try
        {
            PickleTensor tensor = new(storage, offset, size, stride);
            long last = size.Zip(stride, (length, step) => checked((length - 1) * step)).Sum();
            if (size.Length != stride.Length || offset < 0 || size.Any(length => length < 0) || stride.Any(step => step < 0)
                || (tensor.Elements > 0 && checked(offset + last) >= storage.Elements))
            {
                throw new CheckpointException(
                    $"a tensor of size [{string.Join(", ", size)}], stride [{string.Join(", ", stride)}] and offset {offset} "
                    + $"reaches outside its storage of {storage.Elements} elements");
            }
            return tensor;
        }
        catch (OverflowException overflow)
        {
            throw new CheckpointException($"a tensor of size [{string.Join(", ", size)}] is larger than memory can be", overflow);
        }
    }

    private static long[] Lengths(object?[] items) => items.Length > MostAxes
        ? throw new CheckpointException($"a tensor has {items.Length} axes; the most is {MostAxes}")
        : [.. items.Select(item => item is long length
        ? length
        : throw new CheckpointException("a tensor's size or stride is not an integer"))];
}
