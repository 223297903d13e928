namespace StudyPortal.Imaging.Volumes;

/// <summary>One of the few names that a pickled array needs.</summary>
internal sealed record PickleGlobal(string Module, string Name);

/// <summary>Bytes that stay in the file until they are needed.</summary>
internal sealed record PickleBytes(long Offset, long Length);

/// <summary>Text in UTF-8. Protocol 2 writes bytes so, one letter a byte; as long as only voxels are, it stays in the file and Short is null.</summary>
internal sealed record PickleText(PickleBytes Bytes, string? Short);

/// <summary>A numpy.dtype; its byte order follows when it is built.</summary>
internal sealed class PickleType(VoxelType type)
{
    public VoxelType Type => type;

    public bool IsBigEndian { get; set; }
}

/// <summary>A numpy.ndarray; empty until it is built.</summary>
internal sealed class PickleArray
{
    public IReadOnlyList<long> Sides { get; set; } = [];

    public PickleType? Type { get; set; }

    /// <summary>The first axis runs fastest.</summary>
    public bool IsFortran { get; set; }

    /// <summary><see cref="PickleBytes"/> or <see cref="PickleText"/>; null until it is built.</summary>
    public object? Data { get; set; }
}
