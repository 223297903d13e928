using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Volumes;

/// <summary>A grid of voxels, read slice by slice: from the file itself where its format allows that.</summary>
public sealed class Volume
{
    private readonly VolumeShape _shape;
    private readonly ReadRows _rows;

    internal Volume(VolumeShape shape, VolumeGeometry geometry, ReadRows rows) => (_shape, Geometry, _rows) = (shape, geometry, rows);

    /// <summary>Slices, along z.</summary>
    public int Depth => _shape.Depth;

    /// <summary>Rows of a slice, along y.</summary>
    public int Height => _shape.Height;

    /// <summary>Columns of a slice, along x.</summary>
    public int Width => _shape.Width;

    public VoxelType Type => _shape.Type;

    public VolumeGeometry Geometry { get; }

    /// <summary>What a stored voxel means; null where it is the value itself.</summary>
    public LinearRescale? Rescale { get; internal init; }

    /// <summary>Bytes of voxels in memory once a slice has been read; 0 where each slice is read from the file.</summary>
    public long HeldBytes { get; internal init; }

    /// <summary>The stored voxels of a slice, row by row, little-endian.</summary>
    /// <exception cref="ImageFormatException">The file has been cut short or taken away meanwhile, or the slice is damaged.</exception>
    public byte[] StoredSlice(int z)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(z);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(z, Depth);
        return _rows(z, 0, Height);
    }

    /// <summary>The values of a slice, row by row.</summary>
    /// <inheritdoc cref="StoredSlice"/>
    public double[] Slice(int z) => Rows(z, 0, Height);

    /// <summary>The values of so many rows of a slice.</summary>
    /// <inheritdoc cref="StoredSlice"/>
    public double[] Rows(int z, int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(z);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(z, Depth);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Height - first);
        var values = Type.Numbers(_rows(z, first, count));
        if (Rescale is { } rescale)
            for (var index = 0; index < values.Length; index++) values[index] = values[index] * rescale.Slope + rescale.Intercept;
        return values;
    }

    /// <summary>The least and the greatest value, reading slice by slice; what is not finite is passed over. Two zeros where nothing is left.</summary>
    /// <inheritdoc cref="StoredSlice"/>
    public (double Low, double High) Range()
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var z = 0; z < Depth; z++)
        {
            foreach (var value in Slice(z))
            {
                if (value < low && double.IsFinite(value)) low = value;
                if (value > high && double.IsFinite(value)) high = value;
            }
        }
        return low <= high ? (low, high) : (0, 0);
    }

    /// <summary>The same volume, whose refusals name the file.</summary>
    internal Volume In(string file) => new(_shape, Geometry, (z, first, count) =>
    {
        try
        {
            return _rows(z, first, count);
        }
        catch (ImageFormatException refused) when (refused.File is null)
        {
            throw refused.In(file);
        }
    })
    {
        Rescale = Rescale,
        HeldBytes = HeldBytes,
    };
}
