namespace StudyPortal.Imaging.Volumes;

/// <summary>Voxels along each axis and their type, within what is read.</summary>
internal sealed record VolumeShape
{
    private VolumeShape(int depth, int height, int width, VoxelType type) => (Depth, Height, Width, Type) = (depth, height, width, type);

    public int Depth { get; }

    public int Height { get; }

    public int Width { get; }

    public VoxelType Type { get; }

    public int RowBytes => Width * Type.Bytes();

    public long Bytes => (long)RowBytes * Height * Depth;

    /// <summary>From the first voxel to the beginning of a row.</summary>
    public long OffsetOf(int z, int row) => ((long)z * Height + row) * RowBytes;

    /// <summary>Of a volume in one file.</summary>
    /// <exception cref="ImageFormatException">E_INVALID_DATASET: a side below 1. E_RESOURCE_LIMIT: too large.</exception>
    public static VolumeShape Of(long depth, long height, long width, VoxelType type)
    {
        if (depth < 1 || height < 1 || width < 1)
            throw new ImageFormatException(ImageFault.InvalidDataset, $"A volume of {width} x {height} x {depth} voxels; at least one along each axis was expected.");
        ImageLimits.Check(Math.Min(width, int.MaxValue), Math.Min(height, int.MaxValue), Math.Min(depth, int.MaxValue), type.Bytes());
        return new((int)depth, (int)height, (int)width, type);
    }

    /// <summary>Of a volume with a file for each slice.</summary>
    /// <inheritdoc cref="Of"/>
    public static VolumeShape OfSlices(int depth, int height, int width, VoxelType type)
    {
        _ = Of(1, height, width, type);
        return new(depth, height, width, type);
    }
}
