namespace StudyPortal.Imaging.Dicom;

/// <summary>Values for a viewer that sets its own window.</summary>
/// <param name="Image">16 bits, higher is brighter; 8 bits where the file is in colour.</param>
/// <param name="Low">The value below which the file's own presentation is black; it may lie outside the values in use.</param>
/// <param name="High">The value above which it is white.</param>
/// <param name="HasOwnWindow">The file says how it is to be shown; else the two values are the ends of what it holds.</param>
/// <param name="Rescale">What the pixels mean; null where the file has a table for that, or colours.</param>
public sealed record ViewingImage(GrayImage Image, double Low, double High, bool HasOwnWindow, LinearRescale? Rescale);

/// <summary>The pixels of an image: as stored, in the unit of the modality, as shown, in colour, and for a viewer.</summary>
public static class DicomPixels
{
    /// <summary>Whether the file holds an image at all.</summary>
    public static bool AreIn(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return (dataset[DicomTags.PixelData] ?? dataset[DicomTags.FloatPixelData] ?? dataset[DicomTags.DoubleFloatPixelData]) is not null;
    }

    /// <summary>The number of frames.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static int Frames(DicomDataset dataset) => PixelModule.Of(dataset).Frames;

    /// <inheritdoc cref="Frames"/>
    public static StoredPixels Stored(DicomDataset dataset, int frame = 0) => PixelModule.Of(dataset).Stored(frame);

    /// <summary>The values in the unit of the modality, row by row; null where the image is in colour.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static double[]? ToModality(DicomDataset dataset, int frame = 0)
    {
        var module = PixelModule.Of(dataset);
        if (!module.IsGray)
            return null;
        var stored = module.Stored(frame);
        var transform = GrayscaleTransform.For(module, frame, stored);
        return Array.ConvertAll(stored.Values, transform.Modality);
    }

    /// <summary>The frame in colour; null where it is gray.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static RgbImage? ToRgb(DicomDataset dataset, int frame = 0)
    {
        var module = PixelModule.Of(dataset);
        return module.IsGray ? null : dataset.Naming(() => Colours.ToRgb(module, module.Stored(frame)));
    }

    /// <summary>The frame as the file asks for it to be shown, in 8 bits; of colours their luma.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static GrayImage ToGray(DicomDataset dataset, int frame = 0)
    {
        if (ToRgb(dataset, frame) is { } colours)
            return Colours.ToGray(colours);
        var module = PixelModule.Of(dataset);
        var stored = module.Stored(frame);
        var transform = GrayscaleTransform.For(module, frame, stored);
        return new GrayImage(module.Columns, module.Rows, 8, Shown(module, stored, transform));
    }

    /// <summary>
    /// The frame in its stored values, so that no gray level is lost before the reader sets a window: counted from the
    /// lowest value that can be stored (signed images move up by half their range), or from the highest downwards where
    /// high values are dark. Wider values than 16 bits are brought into 16; colours become their luma.
    /// </summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static ViewingImage ToViewing(DicomDataset dataset, int frame = 0)
    {
        if (ToRgb(dataset, frame) is { } colours)
            return new ViewingImage(Colours.ToGray(colours), 0, 255, HasOwnWindow: true, Rescale: null);
        var module = PixelModule.Of(dataset);
        var stored = module.Stored(frame);
        var transform = GrayscaleTransform.For(module, frame, stored);
        var levels = ViewingLevels.Of(module, stored);
        var shown = new byte[levels.Count];
        for (var level = 0; level < shown.Length; level++)
            shown[level] = transform.Shown(levels.Value(level));
        var descends = shown[0] > shown[^1];
        if (descends)
            Array.Reverse(shown);
        var (low, high) = Ends(shown);
        var pixels = new ushort[stored.Count];
        stored.ForEach((index, value) => pixels[index] = (ushort)(descends ? levels.Count - 1 - levels.Level(value) : levels.Level(value)));
        return new ViewingImage(new GrayImage(module.Columns, module.Rows, 16, pixels), low, high, transform.IsAskedFor, transform.Rescale is { } rescale ? Counted(rescale) : null);

        LinearRescale Counted(LinearRescale of) => descends
            ? new(-of.Slope * levels.Step, of.Slope * levels.Value(levels.Count - 1) + of.Intercept)
            : new(of.Slope * levels.Step, of.Slope * levels.First + of.Intercept);
    }

    /// <summary>Each value of at most 16 bits is looked up once.</summary>
    private static ushort[] Shown(PixelModule module, StoredPixels stored, GrayscaleTransform transform)
    {
        var pixels = new ushort[stored.Count];
        if (!module.IsNarrow)
        {
            stored.ForEach((index, value) => pixels[index] = transform.Shown(value));
            return pixels;
        }
        var known = new short[1 << 16];
        Array.Fill(known, (short)-1);
        stored.ForEach((index, value) =>
        {
            ref var gray = ref known[(ushort)(int)value];
            if (gray < 0)
                gray = transform.Shown(value);
            pixels[index] = (ushort)gray;
        });
        return pixels;
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
