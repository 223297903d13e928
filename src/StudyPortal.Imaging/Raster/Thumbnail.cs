using NetVips;
using StudyPortal.Imaging.Display;

namespace StudyPortal.Imaging.Raster;

/// <summary>Small 8-bit previews; 16-bit images are scaled by their range (<see cref="DisplayRange"/>).</summary>
public static class Thumbnail
{
    /// <summary>A PNG whose longer side is at most this many pixels; never enlarged.</summary>
    public static byte[] Png(GrayImage image, int maxSide)
    {
        using var small = Shrink(image, maxSide);
        return small.PngsaveBuffer(keep: Enums.ForeignKeep.None);
    }

    /// <inheritdoc cref="Png"/>
    public static byte[] Jpeg(GrayImage image, int maxSide)
    {
        using var small = Shrink(image, maxSide);
        return small.JpegsaveBuffer(q: 88, keep: Enums.ForeignKeep.None);
    }

    private static Image Shrink(GrayImage image, int maxSide)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSide);
        var shown = DisplayRange.ToEightBit(image);
        var samples = Array.ConvertAll(shown.Pixels, pixel => (byte)pixel);
        using var full = Image.NewFromMemory(samples, shown.Width, shown.Height, 1, Enums.BandFormat.Uchar);
        using var gray = full.Copy(interpretation: Enums.Interpretation.Bw);
        var scale = Math.Min(1, maxSide / (double)Math.Max(shown.Width, shown.Height));
        return gray.Resize(scale, Enums.Kernel.Linear);
    }
}
