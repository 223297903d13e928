namespace StudyPortal.Learning.Checkpoints;

/// <summary>A module-level name that a pickle asks for; only those of <see cref="PickleMachine"/>'s list become values.</summary>
internal sealed record PickleGlobal(string Module, string Name);

/// <summary>An ordered mapping; Python's dict and OrderedDict.</summary>
internal sealed class PickleDictionary
{
    public List<KeyValuePair<object, object?>> Entries { get; } = [];

    /// <summary>Value of the last entry under this key, or null.</summary>
    public object? this[string key] => Entries.LastOrDefault(entry => entry.Key is string name && name == key).Value;
}

/// <summary>Bytes shared by the tensors that view them; <paramref name="Key"/> says where in the file they lie.</summary>
internal sealed record PickleStorage(string Key, StorageType Type, long Elements);

/// <summary>A strided view of a storage; offset and strides count elements.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Size, long[] Stride)
{
    /// <summary>Elements of the view.</summary>
    /// <exception cref="OverflowException">More than an Int64 counts.</exception>
    public long Elements => Size.Aggregate(1L, (product, length) => checked(product * length));
}
