using System.IO.Compression;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Volumes;

/// <summary>NIfTI-1 and NIfTI-2 volumes: .nii, .nii.gz, and the pair .hdr and .img.</summary>
internal static class Nifti
{
    /// <exception cref="ImageFormatException">Missing, damaged, too large, or a kind of image that is not a volume of single values.</exception>
    public static Volume Read(string path)
    {
        var headerFile = path.EndsWith(".img", StringComparison.OrdinalIgnoreCase) ? Path.ChangeExtension(path, ".hdr") : path;
        if (!File.Exists(headerFile))
            throw new ImageFormatException(ImageFault.MissingFile, "The file does not exist, or the .hdr beside an .img does not.");
        using var stored = File.OpenRead(headerFile);
        var isCompressed = stored.ReadByte() == 0x1F && stored.ReadByte() == 0x8B;
        var header = HeaderOf(stored, isCompressed);
        var shape = ShapeOf(header);
        var (geometry, rescale) = (NiftiAffine.Of(header), RescaleOf(header));
        if (!isCompressed)
            return new Volume(shape, geometry, StoredVoxels.InFile(header.IsSingleFile ? headerFile : ImageFile(headerFile), OffsetOf(header), shape, header.IsBigEndian)) { Rescale = rescale };
        if (!header.IsSingleFile)
            throw new ImageFormatException(ImageFault.UnsupportedFormat, "A compressed header without its voxels; .nii.gz, .nii and uncompressed .hdr with .img are read.");
        var offset = OffsetOf(header);
        return new Volume(shape, geometry, StoredVoxels.InMemory(() => Voxels(headerFile, offset, shape.Bytes), shape, header.IsBigEndian)) { Rescale = rescale, HeldBytes = shape.Bytes };
    }

    private static byte[] Voxels(string path, long offset, long bytes)
    {
        using var stored = File.OpenRead(path);
        using var inflated = Inflated(stored);
        return BoundedInflate.Read(inflated, offset, bytes, stored.Length);
    }

    private static NiftiHeader HeaderOf(FileStream stored, bool isCompressed) => BoundedInflate.Guarded(() =>
    {
        using var inflated = isCompressed ? Inflated(stored) : null;
        stored.Position = 0;
        var start = new byte[NiftiHeader.Longest];
        var taken = (inflated ?? (Stream)stored).ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return NiftiHeader.Parse(start[..taken]);
    });

    /// <summary>From the beginning of the file.</summary>
    private static GZipStream Inflated(FileStream stored)
    {
        stored.Position = 0;
        return new GZipStream(stored, CompressionMode.Decompress, leaveOpen: true);
    }

    private static VolumeShape ShapeOf(NiftiHeader header)
    {
        if (header.Sides[0] is < 1 or > 7)
            throw new ImageFormatException(ImageFault.InvalidDataset, $"dim[0] is {header.Sides[0]}; 1 to 7 axes were expected.");
        long[] sides = [.. header.Sides.Skip(1).Select((side, axis) => axis < header.Sides[0] ? side : 1)];
        if (sides.Min() < 1)
            throw new ImageFormatException(ImageFault.InvalidDataset, $"A side of the volume has {sides.Min()} voxels (dim); at least 1 was expected.");
        if (sides.Skip(3).Any(side => side > 1))
            throw new ImageFormatException(ImageFault.UnsupportedFormat, $"A volume of {string.Join(" x ", sides)} voxels; single volumes of three axes are read. Split the file.");
        return VolumeShape.Of(sides[2], sides[1], sides[0], TypeOf(header.DataType));
    }

    private static VoxelType TypeOf(int code) => code switch
    {
        2 => VoxelType.Unsigned8,
        4 => VoxelType.Signed16,
        8 => VoxelType.Signed32,
        16 => VoxelType.Floating32,
        64 => VoxelType.Floating64,
        256 => VoxelType.Signed8,
        512 => VoxelType.Unsigned16,
        768 => VoxelType.Unsigned32,
        1024 => VoxelType.Signed64,
        1280 => VoxelType.Unsigned64,
        _ => throw new ImageFormatException(ImageFault.UnsupportedFormat, $"Voxels of datatype {code}; whole and floating numbers of 8 to 64 bits are read, not bits, colours or complex numbers."),
    };

    /// <summary>A slope of 0 means that the stored values are the values.</summary>
    private static LinearRescale? RescaleOf(NiftiHeader header)
    {
        if (header.Slope == 0 || !double.IsFinite(header.Slope) || (header.Slope, header.Intercept) == (1, 0))
            return null;
        return double.IsFinite(header.Intercept)
            ? new LinearRescale(header.Slope, header.Intercept)
            : throw new ImageFormatException(ImageFault.InvalidDataset, "scl_inter is not a number although scl_slope is one.");
    }

    /// <summary>In a single file the voxels follow the header; in a pair they begin where vox_offset says.</summary>
    private static long OffsetOf(NiftiHeader header)
    {
        var least = header.IsSingleFile ? NiftiHeader.Shortest : 0;
        return header.VoxelOffset >= least && header.VoxelOffset <= ImageLimits.DecodedBytes
            ? (long)header.VoxelOffset
            : throw new ImageFormatException(ImageFault.InvalidDataset, FormattableString.Invariant($"vox_offset is {header.VoxelOffset}; a byte from {least} to {ImageLimits.DecodedBytes} was expected."));
    }

    private static string ImageFile(string headerFile)
    {
        var image = Path.ChangeExtension(headerFile, ".img");
        return File.Exists(image) ? image : throw new ImageFormatException(ImageFault.MissingFile, "The .img beside the .hdr does not exist. Copy it there.");
    }
}
