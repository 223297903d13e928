using System.Buffers.Binary;

namespace StudyPortal.Imaging.Volumes;

/// <summary>What the headers of NIfTI-1 (348 bytes) and NIfTI-2 (540 bytes) say of a volume; lengths in the file's own units.</summary>
internal sealed record NiftiHeader
{
    public const int Shortest = 348;
    public const int Longest = 540;

    public required bool IsBigEndian { get; init; }

    /// <summary>The voxels are in the same file.</summary>
    public required bool IsSingleFile { get; init; }

    /// <summary>The number of axes, then the voxels along each of seven.</summary>
    public required long[] Sides { get; init; }

    public required int DataType { get; init; }

    public required double VoxelOffset { get; init; }

    public required double Slope { get; init; }

    public required double Intercept { get; init; }

    /// <summary>The sign of the third axis, then the spacings.</summary>
    public required double[] PixelDimensions { get; init; }

    public required int QuaternionCode { get; init; }

    public required int AffineCode { get; init; }

    /// <summary>b, c, d, then the offsets along x, y, z.</summary>
    public required double[] Quaternion { get; init; }

    /// <summary>Three rows of four.</summary>
    public required double[] Affine { get; init; }

    /// <summary>1 metre, 2 millimetre, 3 micrometre; 0 unknown.</summary>
    public required int SpaceUnit { get; init; }

    /// <exception cref="ImageFormatException">E_TRUNCATED_HEADER or E_UNSUPPORTED_FORMAT.</exception>
    public static NiftiHeader Parse(byte[] start)
    {
        if (start.Length < Shortest)
            throw new ImageFormatException(ImageFault.TruncatedHeader, $"A NIfTI header has {Shortest} or {Longest} bytes; the file has {start.Length}.", offset: start.Length);
        var (little, big) = (BinaryPrimitives.ReadInt32LittleEndian(start), BinaryPrimitives.ReadInt32BigEndian(start));
        return (little, big) switch
        {
            (Shortest, _) => First(new NiftiFields(start, isBigEndian: false), start.AsSpan(344, 4)),
            (_, Shortest) => First(new NiftiFields(start, isBigEndian: true), start.AsSpan(344, 4)),
            (Longest, _) or (_, Longest) when start.Length < Longest =>
                throw new ImageFormatException(ImageFault.TruncatedHeader, $"A NIfTI-2 header has {Longest} bytes; the file has {start.Length}.", offset: start.Length),
            (Longest, _) => Second(new NiftiFields(start, isBigEndian: false), start.AsSpan(4, 8)),
            (_, Longest) => Second(new NiftiFields(start, isBigEndian: true), start.AsSpan(4, 8)),
            _ => throw NotNifti(0),
        };
    }

    private static NiftiHeader First(NiftiFields fields, ReadOnlySpan<byte> magic) => new()
    {
        IsBigEndian = fields.IsBigEndian,
        IsSingleFile = IsSingle(magic, "n+1\0"u8, "ni1\0"u8, 344),
        Sides = [.. Enumerable.Range(0, 8).Select(axis => (long)fields.Int16(40 + 2 * axis))],
        DataType = fields.Int16(70),
        VoxelOffset = fields.Single(108),
        Slope = fields.Single(112),
        Intercept = fields.Single(116),
        PixelDimensions = [.. Enumerable.Range(0, 4).Select(axis => fields.Single(76 + 4 * axis))],
        QuaternionCode = fields.Int16(252),
        AffineCode = fields.Int16(254),
        Quaternion = [.. Enumerable.Range(0, 6).Select(part => fields.Single(256 + 4 * part))],
        Affine = [.. Enumerable.Range(0, 12).Select(part => fields.Single(280 + 4 * part))],
        SpaceUnit = fields.Byte(123) & 7,
    };

    private static NiftiHeader Second(NiftiFields fields, ReadOnlySpan<byte> magic) => new()
    {
        IsBigEndian = fields.IsBigEndian,
        IsSingleFile = IsSingle(magic, "n+2\0\r\n\x1a\n"u8, "ni2\0\r\n\x1a\n"u8, 4),
        Sides = [.. Enumerable.Range(0, 8).Select(axis => fields.Int64(16 + 8 * axis))],
        DataType = fields.Int16(12),
        VoxelOffset = fields.Int64(168),
        Slope = fields.Double(176),
        Intercept = fields.Double(184),
        PixelDimensions = [.. Enumerable.Range(0, 4).Select(axis => fields.Double(104 + 8 * axis))],
        QuaternionCode = fields.Int32(344),
        AffineCode = fields.Int32(348),
        Quaternion = [.. Enumerable.Range(0, 6).Select(part => fields.Double(352 + 8 * part))],
        Affine = [.. Enumerable.Range(0, 12).Select(part => fields.Double(400 + 8 * part))],
        SpaceUnit = fields.Int32(500) & 7,
    };

    private static bool IsSingle(ReadOnlySpan<byte> magic, ReadOnlySpan<byte> single, ReadOnlySpan<byte> pair, int at) =>
        magic.SequenceEqual(single) || (!magic.SequenceEqual(pair) ? throw NotNifti(at) : false);

    private static ImageFormatException NotNifti(int offset) =>
        new(ImageFault.UnsupportedFormat, "Neither NIfTI-1 (n+1, ni1) nor NIfTI-2 (n+2, ni2). ANALYZE files do not say how the patient lies: convert them to NIfTI.", offset: offset);
}
