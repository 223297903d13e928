namespace StudyPortal.Imaging.Dicom;

/// <summary>Colour images in red, green and blue of 8 bits, and in the gray that the portal works with.</summary>
internal static class Colours
{
    public static RgbImage ToRgb(PixelModule module, StoredPixels stored)
    {
        var samples = stored.Photometric == Photometric.Palette ? Looked(module, stored) : Eight(module, stored);
        if (stored.Photometric == Photometric.YbrFull)
            FromYbr(samples);
        return new RgbImage(stored.Width, stored.Height, samples);
    }

    /// <summary>Luma of ITU-R BT.601.</summary>
    public static GrayImage ToGray(RgbImage image)
    {
        var gray = new ushort[image.Width * image.Height];
        for (var index = 0; index < gray.Length; index++)
            gray[index] = (ushort)((299 * image.Samples[3 * index] + 587 * image.Samples[3 * index + 1] + 114 * image.Samples[3 * index + 2] + 500) / 1000);
        return new GrayImage(image.Width, image.Height, 8, gray);
    }

    private static byte[] Looked(PixelModule module, StoredPixels stored)
    {
        var palette = Palette.In(module.Dataset, module.IsSigned);
        var samples = new byte[3 * stored.Count];
        stored.ForEach((index, value) => (samples[3 * index], samples[3 * index + 1], samples[3 * index + 2]) = palette.At(value));
        return samples;
    }

    /// <summary>The highest eight of the stored bits.</summary>
    private static byte[] Eight(PixelModule module, StoredPixels stored)
    {
        if (module is { BitsAllocated: 8, BitsStored: 8, IsSigned: false })
            return (byte[])stored.Bytes.Clone();
        var samples = new byte[stored.Count];
        var (lowest, scale) = (module.IsSigned ? -Math.Pow(2, module.BitsStored - 1) : 0, Math.Pow(2, 8 - module.BitsStored));
        stored.ForEach((index, value) => samples[index] = (byte)Math.Clamp((value - lowest) * scale, 0, 255));
        return samples;
    }

    /// <summary>Full range YCbCr of ITU-R BT.601 (PS3.3 C.7.6.3.1.2).</summary>
    private static void FromYbr(byte[] samples)
    {
        for (var at = 0; at + 3 <= samples.Length; at += 3)
        {
            double luma = samples[at], blue = samples[at + 1] - 128, red = samples[at + 2] - 128;
            samples[at] = Byte(luma + 1.402 * red);
            samples[at + 1] = Byte(luma - 0.344136 * blue - 0.714136 * red);
            samples[at + 2] = Byte(luma + 1.772 * blue);
        }

        static byte Byte(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, 255);
    }
}
