namespace StudyPortal.Imaging.Dicom;

/// <summary>Bytes that were left in their file, and are read when they are asked for.</summary>
/// <param name="Unit">The bytes of one number, where the file stores them the other way round; else 1.</param>
internal sealed record FileBytes(string Path, long Offset, long Length, int Unit)
{
    /// <summary>So many bytes from <paramref name="start"/>, with numbers in little endian.</summary>
    /// <exception cref="ImageFormatException">The file is gone, shorter than it was, or more is asked for than is ever read at once.</exception>
    public ReadOnlyMemory<byte> Read(long start, long count)
    {
        var before = (int)(start % Unit);
        var whole = ImageLimits.Checked(Math.Min(Length - (start - before), (before + count + Unit - 1) / Unit * Unit));
        using var content = DicomContent.Open(Path, window: 0);
        var bytes = content.At(Offset + start - before, whole);
        if (bytes.Length < whole)
            throw new ImageFormatException(ImageFault.TruncatedPixels, $"{whole} bytes were expected; {bytes.Length} are left. The file became shorter while it was read.", Path, Offset);
        return ByteOrder.Turned(bytes, Unit).Slice(before, (int)count);
    }
}
