namespace StudyPortal.Imaging;

/// <summary>A colour image of 8 bits a channel.</summary>
public sealed class RgbImage
{
    /// <exception cref="ArgumentException">A side is not positive, or the sample count is not 3 x width x height.</exception>
    public RgbImage(int width, int height, byte[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (samples.LongLength != 3L * width * height)
            throw new ArgumentException($"3 x {width} x {height} samples expected, {samples.LongLength} given.", nameof(samples));
        (Width, Height, Samples) = (width, height, samples);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green, blue, row by row.</summary>
    public byte[] Samples { get; }
}
