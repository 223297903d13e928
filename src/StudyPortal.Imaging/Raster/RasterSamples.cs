using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StudyPortal.Imaging.Raster;

/// <summary>A raster image as its file decodes: upright, palettes expanded, CMYK brought to gray.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">Gray, gray and alpha, RGB, or RGB and alpha: 1 to 4.</param>
/// <param name="Type">Of every sample.</param>
/// <param name="Values">Little endian; rows, then columns, then channels.</param>
public sealed record RasterSamples(int Width, int Height, int Channels, SampleType Type, byte[] Values)
{
    /// <summary>
    /// One gray value a pixel: Rec. 601 luma of colour, alpha dropped and not composed. Floating-point values become 16 bits, those
    /// within 0 to 1 by that range and others by their own.
    /// </summary>
    /// <exception cref="ImageFormatException">A floating-point value is not a number.</exception>
    public GrayImage ToGray() => Type switch
    {
        SampleType.EightBits => Gray(Widened(Values), 8),
        SampleType.SixteenBits => Gray(MemoryMarshal.Cast<byte, ushort>(Values).ToArray(), 16),
        _ => Gray(Scaled(MemoryMarshal.Cast<byte, float>(Values)), 16),
    };

    private GrayImage Gray(ushort[] samples, int bitDepth)
    {
        if (Channels == 1) return new GrayImage(Width, Height, bitDepth, samples);
        var pixels = new ushort[samples.Length / Channels];
        for (var index = 0; index < pixels.Length; index++)
        {
            var pixel = samples.AsSpan(index * Channels, Channels);
            pixels[index] = Channels < 3 ? pixel[0] : Luma(pixel[0], pixel[1], pixel[2]);
        }

        return new GrayImage(Width, Height, bitDepth, pixels);
    }

    private static ushort[] Widened(byte[] values)
    {
        var wide = GC.AllocateUninitializedArray<ushort>(values.Length);
        var at = 0;
        for (; at <= values.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(values, at));
            lower.CopyTo(wide, at);
            upper.CopyTo(wide, at + Vector256<ushort>.Count);
        }

        for (; at < values.Length; at++) wide[at] = values[at];
        return wide;
    }

    private static ushort[] Scaled(ReadOnlySpan<float> values)
    {
        var (low, high) = (0f, 1f);
        foreach (var value in values)
        {
            if (!float.IsFinite(value)) throw new ImageFormatException(ImageFault.CorruptImage, "A value is not a number. Export the file again.");
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low < 0 || high > 1) (low, high) = Range(values);
        var scaled = new ushort[values.Length];
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = high > low ? (ushort)Math.Round((values[i] - (double)low) / (high - (double)low) * ushort.MaxValue) : (ushort)0;
        return scaled;
    }

    private static (float Low, float High) Range(ReadOnlySpan<float> values)
    {
        var (low, high) = (float.MaxValue, float.MinValue);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return (low, high);
    }

    internal static ushort Luma(int red, int green, int blue) => (ushort)((299L * red + 587L * green + 114L * blue + 500) / 1000);
}
