namespace StudyPortal.Imaging.Volumes;

/// <summary>Rows that lie one after the other, in a file or in memory.</summary>
internal static class StoredVoxels
{
    /// <summary>Rows are read when they are asked for.</summary>
    /// <exception cref="ImageFormatException">E_TRUNCATED_PIXELS: the file is shorter than the voxels need.</exception>
    public static ReadRows InFile(string path, long offset, VolumeShape shape, bool isBigEndian)
    {
        var length = new FileInfo(path).Length;
        if (offset < 0 || offset > length || length - offset < shape.Bytes)
            throw TooShort(shape, Math.Max(0, length - offset));
        return (z, first, count) =>
        {
            var rows = new byte[count * shape.RowBytes];
            using var file = File.OpenHandle(path);
            for (var read = 0; read < rows.Length;)
            {
                var more = RandomAccess.Read(file, rows.AsSpan(read), offset + shape.OffsetOf(z, first) + read);
                if (more == 0)
                    throw TooShort(shape, Math.Max(0, RandomAccess.GetLength(file) - offset));
                read += more;
            }
            if (isBigEndian)
                shape.Type.Reverse(rows);
            return rows;
        };
    }

    /// <summary>All are loaded when the first is asked for.</summary>
    public static ReadRows InMemory(Func<byte[]> load, VolumeShape shape, bool isBigEndian)
    {
        var voxels = new Lazy<byte[]>(load);
        return (z, first, count) =>
        {
            var rows = voxels.Value.AsSpan((int)shape.OffsetOf(z, first), count * shape.RowBytes).ToArray();
            if (isBigEndian)
                shape.Type.Reverse(rows);
            return rows;
        };
    }

    private static ImageFormatException TooShort(VolumeShape shape, long found) => new(ImageFault.TruncatedPixels,
        $"{shape.Width} x {shape.Height} x {shape.Depth} voxels of {shape.Type.Bytes()} bytes need {shape.Bytes} bytes; the data have {found}. The file was cut short, or the header is not its own: copy both again.");
}
