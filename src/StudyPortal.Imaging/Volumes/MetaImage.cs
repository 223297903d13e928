using System.IO.Compression;

namespace StudyPortal.Imaging.Volumes;

/// <summary>MetaImage volumes: .mhd with a .raw or .zraw beside it, and .mha with the data in the same file.</summary>
internal static class MetaImage
{
    private const string InSameFile = "LOCAL";

    /// <summary>In the second byte of a zlib stream (RFC 1950).</summary>
    private const int NeedsDictionary = 0x20;

    /// <exception cref="ImageFormatException">Missing, damaged, too large, or a kind of image that is not a volume of single values.</exception>
    public static Volume Read(string path)
    {
        var header = MetaHeader.Read(path);
        var shape = ShapeOf(header);
        var geometry = GeometryOf(header);
        var isBigEndian = header.IsTrue("BinaryDataByteOrderMSB", "ElementByteOrderMSB");
        var isCompressed = header.IsTrue("CompressedData");
        var isLocal = header.DataFile == InSameFile;
        var data = isLocal ? path : DataFile(path, header.DataFile);
        var offset = isLocal ? header.End : Offset(header, data, shape, isCompressed);
        return isCompressed
            ? new Volume(shape, geometry, StoredVoxels.InMemory(() => Inflated(data, offset, shape.Bytes), shape, isBigEndian)) { HeldBytes = shape.Bytes }
            : new Volume(shape, geometry, StoredVoxels.InFile(data, offset, shape, isBigEndian));
    }

    private static VolumeShape ShapeOf(MetaHeader header)
    {
        if (header.WholeNumbers("NDims") is not [3])
            throw Unsupported($"{header.Text("NDims")} axes", "volumes of 3 axes");
        if (header.Text("ElementNumberOfChannels") is { } channels and not "1")
            throw Unsupported($"{channels} values per voxel", "volumes of one value per voxel");
        if (header.Text("BinaryData") is not null && !header.IsTrue("BinaryData"))
            throw Unsupported("voxels written as text", "binary voxels");
        var type = TypeOf(header.Text("ElementType") ?? throw MetaHeader.Invalid("ElementType", "missing", "MET_SHORT or another type"));
        return header.WholeNumbers("DimSize") is [var width, var height, var depth]
            ? VolumeShape.Of(depth, height, width, type)
            : throw MetaHeader.Invalid("DimSize", header.Text("DimSize") ?? "", "3 numbers");
    }

    /// <summary>MetaImage's long has 32 bits everywhere.</summary>
    private static VoxelType TypeOf(string name) => name switch
    {
        "MET_CHAR" => VoxelType.Signed8,
        "MET_UCHAR" => VoxelType.Unsigned8,
        "MET_SHORT" => VoxelType.Signed16,
        "MET_USHORT" => VoxelType.Unsigned16,
        "MET_INT" or "MET_LONG" => VoxelType.Signed32,
        "MET_UINT" or "MET_ULONG" => VoxelType.Unsigned32,
        "MET_LONG_LONG" => VoxelType.Signed64,
        "MET_ULONG_LONG" => VoxelType.Unsigned64,
        "MET_FLOAT" => VoxelType.Floating32,
        "MET_DOUBLE" => VoxelType.Floating64,
        _ => throw Unsupported($"ElementType {name}", "MET_CHAR, MET_SHORT, MET_INT, MET_LONG, MET_LONG_LONG, their unsigned kinds, MET_FLOAT and MET_DOUBLE"),
    };

    /// <summary>The matrix lists the axes one after the other: the first three numbers are the direction of x.</summary>
    private static VolumeGeometry GeometryOf(MetaHeader header)
    {
        var origin = header.Numbers(3, "Offset", "Position", "Origin") ?? [0, 0, 0];
        var spacing = header.Numbers(3, "ElementSpacing", "ElementSize") ?? [1, 1, 1];
        var axes = header.Numbers(9, "TransformMatrix", "Orientation", "Rotation") ?? [1, 0, 0, 0, 1, 0, 0, 0, 1];
        return new(Point(origin), Point(spacing), Point(axes.AsSpan(0, 3)), Point(axes.AsSpan(3, 3)), Point(axes.AsSpan(6, 3)));
    }

    private static Point3 Point(ReadOnlySpan<double> numbers) => new(numbers[0], numbers[1], numbers[2]);

    /// <exception cref="ImageFormatException">E_UNSUPPORTED_FORMAT, E_PATH_TRAVERSAL or E_MISSING_FILE.</exception>
    private static string DataFile(string header, string named)
    {
        if (named.Split(' ')[0] == "LIST" || named.Contains('%', StringComparison.Ordinal))
            throw Unsupported("its slices in many files (a list or a pattern)", "one data file per volume");
        var name = named.Replace('\\', '/');
        var folder = Path.GetDirectoryName(Path.GetFullPath(header)) ?? "/";
        if (name.Length == 0 || Path.IsPathRooted(name) || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..") || name.Contains('\0', StringComparison.Ordinal))
            throw new ImageFormatException(ImageFault.PathTraversal, "ElementDataFile points outside the header's folder; the data file must lie beside the header.");
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists)
            throw new ImageFormatException(ImageFault.MissingFile, "The data file that ElementDataFile names is not there. Copy it beside the header.");
        if (file.ResolveLinkTarget(returnFinalTarget: true) is { } target && !target.FullName.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal))
            throw new ImageFormatException(ImageFault.PathTraversal, "The data file is a link to a file outside the header's folder; copy it beside the header.");
        return file.FullName;
    }

    /// <summary>HeaderSize counts the bytes before the voxels; -1 means that the voxels are the end of the file.</summary>
    private static long Offset(MetaHeader header, string data, VolumeShape shape, bool isCompressed) => header.Text("HeaderSize") is null ? 0 : header.WholeNumbers("HeaderSize") switch
    {
        [-1] when !isCompressed => new FileInfo(data).Length - shape.Bytes,
        [>= 0 and var size] => size,
        _ => throw MetaHeader.Invalid("HeaderSize", header.Text("HeaderSize") ?? "", "a number of bytes, or -1 for uncompressed data"),
    };

    private static byte[] Inflated(string data, long offset, long bytes)
    {
        using var file = File.OpenRead(data);
        if (offset > file.Length)
            throw new ImageFormatException(ImageFault.TruncatedPixels, $"The data begin at byte {offset} of a file of {file.Length} bytes. The file was cut short: copy it again.");
        file.Position = offset + 1;
        if (file.ReadByte() is >= 0 and var flags && (flags & NeedsDictionary) != 0)
            throw new ImageFormatException(ImageFault.CorruptImage, "The compressed data need a dictionary of their own, which no MetaImage has. Copy the file again.", offset: offset);
        file.Position = offset;
        using var inflated = new ZLibStream(file, CompressionMode.Decompress);
        return BoundedInflate.Read(inflated, 0, bytes, file.Length - offset);
    }

    private static ImageFormatException Unsupported(string found, string read) =>
        new(ImageFault.UnsupportedFormat, $"A MetaImage with {MetaHeader.Shortened(found)}; {read} are read.");
}
