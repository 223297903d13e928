namespace StudyPortal.Imaging;

/// <summary>A grayscale image as stored: row-major values in [0, <see cref="MaxValue"/>], 0 shown as black.</summary>
public sealed class GrayImage
{
    /// <exception cref="ArgumentException">The bit depth is not 8 or 16, a side is not positive, or the pixel count is not width x height.</exception>
    public GrayImage(int width, int height, int bitDepth, ushort[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (bitDepth is not (8 or 16))
            throw new ArgumentOutOfRangeException(nameof(bitDepth), bitDepth, "The bit depth is 8 or 16.");
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException($"{width} x {height} pixels expected, {pixels.LongLength} given.", nameof(pixels));
        (Width, Height, BitDepth, Pixels) = (width, height, bitDepth, pixels);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>8 or 16.</summary>
    public int BitDepth { get; }

    /// <summary>Row-major stored values.</summary>
    public ushort[] Pixels { get; }

    /// <summary>255 or 65535.</summary>
    public ushort MaxValue => (ushort)((1 << BitDepth) - 1);

    public ushort this[int row, int column] => Pixels[row * Width + column];
}
