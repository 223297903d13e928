namespace StudyPortal.Imaging.Volumes;

/// <summary>A Python pickle of one numpy array with the axes slice, row, column, as kneeMRI's .pck files are; it says nothing of where it lies.</summary>
internal static class PickledVolume
{
    private const int Axes = 3, Block = 1 << 20;

    /// <exception cref="ImageFormatException">Missing, damaged, too large, or anything but an array of numbers.</exception>
    public static Volume Read(string path)
    {
        if (!File.Exists(path))
            throw new ImageFormatException(ImageFault.MissingFile, "The file does not exist.");
        using var file = File.OpenRead(path);
        var array = new PickleMachine(new PickleSource(file)).Run();
        if (array.Sides.Count != Axes || array.Type is not { } type)
            throw new ImageFormatException(ImageFault.UnsupportedFormat, $"An array of {array.Sides.Count} axes; slice, row and column were expected.");
        var shape = VolumeShape.Of(array.Sides[0], array.Sides[1], array.Sides[2], type.Type);
        if (array.Data is PickleBytes bytes)
            CheckLength(bytes.Length, shape);
        if (array.Data is PickleBytes data && !array.IsFortran)
            return new Volume(shape, VolumeGeometry.Unknown, StoredVoxels.InFile(path, data.Offset, shape, type.IsBigEndian));
        return new Volume(shape, VolumeGeometry.Unknown, StoredVoxels.InMemory(() => Voxels(path, array, shape), shape, type.IsBigEndian)) { HeldBytes = shape.Bytes };
    }

    private static byte[] Voxels(string path, PickleArray array, VolumeShape shape)
    {
        var voxels = array.Data is PickleText text ? OneByteALetter(path, text.Bytes, shape) : Copied(path, (PickleBytes)array.Data!);
        return array.IsFortran ? SlicesFirst(voxels, shape) : voxels;
    }

    private static byte[] Copied(string path, PickleBytes bytes)
    {
        using var file = File.OpenRead(path);
        var copy = new byte[bytes.Length];
        file.Position = bytes.Offset;
        if (file.ReadAtLeast(copy, copy.Length, throwOnEndOfStream: false) < copy.Length)
            throw new ImageFormatException(ImageFault.TruncatedPixels, "The pickle has become shorter while it was read. Copy it again.");
        return copy;
    }

    /// <summary>Letters up to U+00FF in UTF-8, of one byte or two, each of which stands for the byte of its number.</summary>
    private static byte[] OneByteALetter(string path, PickleBytes text, VolumeShape shape)
    {
        if (text.Length < shape.Bytes || text.Length > 2 * shape.Bytes)
            throw Misfit(text.Length < shape.Bytes ? text.Length : text.Length / 2, shape);
        var (voxels, count, lead) = (new byte[shape.Bytes], 0L, 0);
        foreach (var (at, letter) in BytesOf(path, text))
        {
            if (lead == 0 && letter is 0xC2 or 0xC3)
                lead = letter;
            else if (lead == 0 ? letter >= 0x80 : (letter & 0xC0) != 0x80)
                throw new ImageFormatException(ImageFault.InvalidDataset, "The bytes of the array are written as text with letters that no byte has.", offset: at);
            else
            {
                if (count < voxels.Length)
                    voxels[count] = (byte)(((lead & 3) << 6) | (lead == 0 ? letter : letter & 0x3F));
                (count, lead) = (count + 1, 0);
            }
        }
        CheckLength(count, shape);
        return voxels;
    }

    /// <summary>With their places in the file.</summary>
    private static IEnumerable<(long At, byte Value)> BytesOf(string path, PickleBytes bytes)
    {
        using var file = File.OpenRead(path);
        file.Position = bytes.Offset;
        var block = new byte[Block];
        for (var done = 0L; done < bytes.Length;)
        {
            var read = file.ReadAtLeast(block, (int)Math.Min(block.Length, bytes.Length - done), throwOnEndOfStream: false);
            for (var index = 0; index < Math.Min(read, bytes.Length - done); index++)
                yield return (bytes.Offset + done + index, block[index]);
            if (read == 0)
                yield break;
            done += read;
        }
    }

    /// <summary>From slices running fastest to columns running fastest.</summary>
    private static byte[] SlicesFirst(byte[] voxels, VolumeShape shape)
    {
        var (size, ordered, to) = (shape.Type.Bytes(), new byte[voxels.Length], 0);
        for (var z = 0; z < shape.Depth; z++)
            for (var y = 0; y < shape.Height; y++)
                for (var x = 0; x < shape.Width; x++, to += size)
                    voxels.AsSpan((int)(z + shape.Depth * (y + (long)shape.Height * x)) * size, size).CopyTo(ordered.AsSpan(to));
        return ordered;
    }

    private static void CheckLength(long found, VolumeShape shape)
    {
        if (found != shape.Bytes)
            throw Misfit(found, shape);
    }

    private static ImageFormatException Misfit(long found, VolumeShape shape) => new(found < shape.Bytes ? ImageFault.TruncatedPixels : ImageFault.InvalidDataset,
        $"An array of {shape.Depth} x {shape.Height} x {shape.Width} {shape.Type.Name()} has {shape.Bytes} bytes; the pickle has {found}.");
}
