namespace StudyPortal.Imaging.Dicom;

/// <summary>Frames of uncompressed pixel data (PS3.5, section 8): brought into one order, with a whole number of bytes per sample.</summary>
internal static class NativeFrame
{
    /// <summary>The bytes of all frames as the file holds them.</summary>
    public static long Length(PixelModule module) => (module.Frames * BitsPerFrame(module) + 7) / 8;

    /// <summary>Row by row, the samples of a pixel side by side.</summary>
    public static byte[] Read(PixelModule module, int frame)
    {
        var bits = BitsPerFrame(module);
        var start = frame * bits;
        var bytes = module.Data.Copy(start / 8, (int)((start % 8 + bits + 7) / 8));
        if (module.BitsAllocated == 1)
            return Unpacked(bytes, (int)(start % 8), module.Rows * module.Columns);
        if (module.Photometric == Photometric.YbrFull422)
            return Spread(bytes, module.BytesPerSample);
        return module.IsPlanar ? Interleaved(bytes, module.BytesPerSample) : bytes;
    }

    /// <summary>Two pixels of 4:2:2 are stored as two of luma and one of each colour.</summary>
    private static long BitsPerFrame(PixelModule module) =>
        (long)module.Rows * module.Columns * module.BitsAllocated * (module.Photometric == Photometric.YbrFull422 ? 2 : module.Samples);

    /// <summary>The first pixel is in the lowest bit.</summary>
    private static byte[] Unpacked(ReadOnlySpan<byte> bytes, int first, int count)
    {
        var pixels = new byte[count];
        for (var index = 0; index < count; index++)
            pixels[index] = (byte)(bytes[(first + index) / 8] >> ((first + index) % 8) & 1);
        return pixels;
    }

    private static byte[] Interleaved(ReadOnlySpan<byte> planes, int size)
    {
        var pixels = new byte[planes.Length];
        var plane = planes.Length / 3;
        for (var sample = 0; sample < 3; sample++)
            for (var at = 0; at < plane; at += size)
                planes.Slice(sample * plane + at, size).CopyTo(pixels.AsSpan(3 * at + sample * size));
        return pixels;
    }

    /// <summary>Y Y Cb Cr becomes Y Cb Cr, Y Cb Cr.</summary>
    private static byte[] Spread(ReadOnlySpan<byte> pairs, int size)
    {
        var pixels = new byte[pairs.Length / 2 * 3];
        for (var (read, write) = (0, 0); read + 4 * size <= pairs.Length; (read, write) = (read + 4 * size, write + 6 * size))
            for (var pixel = 0; pixel < 2; pixel++)
            {
                pairs.Slice(read + pixel * size, size).CopyTo(pixels.AsSpan(write + 3 * pixel * size));
                pairs.Slice(read + 2 * size, 2 * size).CopyTo(pixels.AsSpan(write + 3 * pixel * size + size));
            }
        return pixels;
    }
}
