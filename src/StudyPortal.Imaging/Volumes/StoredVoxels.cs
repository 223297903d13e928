namespace StudyPortal.Imaging.Volumes;

/// <summary>Slices that lie one after the other, in a file or in memory.</summary>
internal static class StoredVoxels
{
    /// <summary>Each slice is read when it is asked for.</summary>
    /// <exception cref="ImageFormatException">E_TRUNCATED_PIXELS: the file is shorter than the voxels need.</exception>
    public static Func<int, byte[]> InFile(string path, long offset, VolumeShape shape, bool isBigEndian)
    {
        var length = new FileInfo(path).Length;
        if (offset < 0 || offset > length || length - offset < shape.Bytes)
            throw TooShort(shape, Math.Max(0, length - offset));
        return z =>
        {
            var slice = new byte[shape.SliceBytes];
            using var file = File.OpenHandle(path);
            for (var read = 0; read < slice.Length;)
            {
                var more = RandomAccess.Read(file, slice.AsSpan(read), offset + (long)z * slice.Length + read);
                if (more == 0)
                    throw TooShort(shape, Math.Max(0, RandomAccess.GetLength(file) - offset));
                read += more;
            }
            if (isBigEndian)
                shape.Type.Reverse(slice);
            return slice;
        };
    }

    /// <summary>All are loaded when the first is asked for.</summary>
    public static Func<int, byte[]> InMemory(Func<byte[]> load, VolumeShape shape, bool isBigEndian)
    {
        var voxels = new Lazy<byte[]>(load);
        return z =>
        {
            var slice = voxels.Value.AsSpan((int)((long)z * shape.SliceBytes), shape.SliceBytes).ToArray();
            if (isBigEndian)
                shape.Type.Reverse(slice);
            return slice;
        };
    }

    private static ImageFormatException TooShort(VolumeShape shape, long found) => new(ImageFault.TruncatedPixels,
        $"{shape.Width} x {shape.Height} x {shape.Depth} voxels of {shape.Type.Bytes()} bytes need {shape.Bytes} bytes; the data have {found}. The file was cut short, or the header is not its own: copy both again.");
}
