namespace StudyPortal.Imaging.Display;

/// <summary>Brings stored values to the 8 bits of a display.</summary>
public static class DisplayRange
{
    /// <summary>
    /// An 8-bit image as it is; a 16-bit one from its smallest value (0) to its largest (255), because 16-bit files
    /// rarely use the whole range; a constant one black.
    /// </summary>
    public static GrayImage ToEightBit(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.BitDepth == 8)
            return image;
        var (low, high) = (image.Pixels.Min(), image.Pixels.Max());
        var scale = high > low ? 255.0 / (high - low) : 0;
        return new GrayImage(image.Width, image.Height, 8, Array.ConvertAll(image.Pixels, pixel => (ushort)Math.Floor((pixel - low) * scale + 0.5)));
    }
}
