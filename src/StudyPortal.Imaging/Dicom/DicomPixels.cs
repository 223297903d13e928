namespace StudyPortal.Imaging.Dicom;

/// <summary>Stored values for a viewer that sets its own window.</summary>
/// <param name="Image">16 bits; higher is brighter.</param>
/// <param name="Low">The value below which the file's own presentation is black; it may lie outside the values in use.</param>
/// <param name="High">The value above which it is white.</param>
/// <param name="HasOwnWindow">The file says how it is to be shown; else the two values are the ends of what it holds.</param>
/// <param name="Rescale">What the pixels mean; null where the file has a table for that.</param>
public sealed record ViewingImage(GrayImage Image, double Low, double High, bool HasOwnWindow, LinearRescale? Rescale);

/// <summary>The stored values of one frame before any transformation; each takes 8 or 16 allocated bits in the file.</summary>
public sealed record StoredPixels(int Width, int Height, int BitsAllocated, bool IsSigned, int[] Values);

/// <summary>Pixels of grayscale images, 8 or 16 bits allocated, signed or unsigned.</summary>
public static class DicomPixels
{
    /// <summary>The number of frames.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static int Frames(DicomDataset dataset) => PixelModule.Of(dataset).Frames;

    /// <inheritdoc cref="Frames"/>
    public static StoredPixels Stored(DicomDataset dataset, int frame = 0)
    {
        var module = PixelModule.Of(dataset);
        return new(module.Columns, module.Rows, module.BitsAllocated, module.IsSigned, module.Stored(frame));
    }

    /// <summary>The frame as the file asks for it to be shown, in 8 bits.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static GrayImage ToGray(DicomDataset dataset, int frame = 0)
    {
        var module = PixelModule.Of(dataset);
        var stored = module.Stored(frame);
        var transform = GrayscaleTransform.For(dataset, module, frame, stored);
        return new GrayImage(module.Columns, module.Rows, 8, Array.ConvertAll(stored, value => (ushort)transform.Shown(value)));
    }

    /// <summary>
    /// The frame in its stored values, so that no gray level is lost before the reader sets a window: counted from the
    /// lowest value that can be stored (signed images move up by half their range), or from the highest downwards where
    /// high values are dark.
    /// </summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static ViewingImage ToViewing(DicomDataset dataset, int frame = 0)
    {
        var module = PixelModule.Of(dataset);
        var stored = module.Stored(frame);
        var transform = GrayscaleTransform.For(dataset, module, frame, stored);
        var shown = Enumerable.Range(0, module.Levels).Select(level => transform.Shown(module.Lowest + level)).ToArray();
        var descends = shown[0] > shown[^1];
        if (descends)
            Array.Reverse(shown);
        var (low, high) = Ends(shown);
        var image = new GrayImage(module.Columns, module.Rows, 16, Array.ConvertAll(stored, Level));
        return new ViewingImage(image, low, high, transform.IsAskedFor, transform.Rescale is { } rescale ? Counted(rescale) : null);

        ushort Level(int value) => (ushort)(descends ? module.Levels - 1 - (value - module.Lowest) : value - module.Lowest);

        LinearRescale Counted(LinearRescale of) => descends
            ? new(-of.Slope, of.Slope * (module.Lowest + module.Levels - 1) + of.Intercept)
            : new(of.Slope, of.Slope * module.Lowest + of.Intercept);
    }

    /// <summary>Where the straight line through the rising part of a table meets black and white.</summary>
    private static (double Low, double High) Ends(byte[] shown)
    {
        var first = Array.LastIndexOf(shown, shown[0]);
        var last = Array.IndexOf(shown, shown[^1]);
        if (shown[0] == shown[^1])
            return (0, shown.Length - 1);
        var levelsPerGray = (last - first) / (double)(shown[^1] - shown[0]);
        return (first - shown[0] * levelsPerGray, last + (255 - shown[^1]) * levelsPerGray);
    }
}
