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
internal sealed record PickleStorage(string Key, StorageType Type, long Elements)
{
    public long Bytes => Elements * Type.ElementBytes;
}

/// <summary>A strided view of a storage; offset and strides count elements.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Size, long[] Stride)
{
    /// <summary>Elements of the view.</summary>
    /// <exception cref="OverflowException">More than an Int64 counts.</exception>
    public long Elements => Size.Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>Whether the view is the storage, row by row.</summary>
    public bool IsWhole => Offset == 0 && Elements == Storage.Elements && Stride.SequenceEqual(DenseStride(Size));

    /// <summary>Elements from one index to the next along each axis of a tensor without gaps, the last axis running fastest.</summary>
    public static long[] DenseStride(IReadOnlyList<long> size)
    {
        long[] stride = new long[size.Count];
        long step = 1;
        for (int axis = size.Count - 1; axis >= 0; axis--)
        {
            stride[axis] = step;
            step *= Math.Max(size[axis], 1);
        }
        return stride;
    }
}
