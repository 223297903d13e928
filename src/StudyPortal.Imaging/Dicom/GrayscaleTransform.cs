namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// From stored values to display values in [0, 255]: modality table or rescale, then the first window, else the first
/// VOI table, else the range of the frame without padding; then inversion where zero is white (PS3.3 C.11, C.7.6.3.1.2).
/// </summary>
internal sealed class GrayscaleTransform
{
    private readonly PixelModule _module;
    private readonly byte[] _shown;

    private GrayscaleTransform(PixelModule module, Func<int, double> modality, Func<double, double> voi, LinearRescale? rescale, bool isAskedFor)
    {
        (_module, Rescale, IsAskedFor) = (module, rescale, isAskedFor);
        _shown = new byte[module.Levels];
        for (var level = 0; level < _shown.Length; level++)
        {
            var gray = (byte)Math.Floor(Math.Clamp(voi(modality(module.Lowest + level)), 0, 255) + 0.5);
            _shown[level] = module.WhiteIsZero ? (byte)(255 - gray) : gray;
        }
    }

    public static GrayscaleTransform For(DicomDataset dataset, PixelModule module, int frame, int[] stored)
    {
        var table = LookupTable.In(dataset, DicomTags.ModalityLutSequence, module.IsSigned);
        var rescale = table is null ? RescaleOf(dataset, frame) : null;
        Func<int, double> modality = value => rescale is null ? table!.At(value) : value * rescale.Slope + rescale.Intercept;
        var asked = Window(dataset, frame) ?? Table(dataset, module);
        return new(module, modality, asked ?? Range(dataset, module, modality, stored), rescale, asked is not null);
    }

    /// <summary>Of the stored values; null where the file has a modality table.</summary>
    public LinearRescale? Rescale { get; }

    /// <summary>The file has a window or a VOI table of its own.</summary>
    public bool IsAskedFor { get; }

    public byte Shown(int stored) => _shown[stored - _module.Lowest];

    private static LinearRescale RescaleOf(DicomDataset dataset, int frame)
    {
        var group = FunctionalGroup(dataset, frame, DicomTags.PixelValueTransformationSequence);
        var slope = group.Decimals(DicomTags.RescaleSlope) is [var found, ..] && found != 0 ? found : 1;
        var intercept = group.Decimals(DicomTags.RescaleIntercept) is [var offset, ..] ? offset : 0;
        return new LinearRescale(slope, intercept);
    }

    /// <summary>Null without a window, or with one of no width.</summary>
    private static Func<double, double>? Window(DicomDataset dataset, int frame)
    {
        var group = FunctionalGroup(dataset, frame, DicomTags.FrameVoiLutSequence);
        if (group.Decimals(DicomTags.WindowCenter) is not [var centre, ..] || group.Decimals(DicomTags.WindowWidth) is not [var width and > 0, ..])
            return null;
        return group.Text(DicomTags.VoiLutFunction) switch
        {
            "SIGMOID" => value => 255 / (1 + Math.Exp(-4 * (value - centre) / width)),
            "LINEAR_EXACT" => value => ((value - centre) / width + 0.5) * 255,
            _ when width < 1 => null,
            _ => value => value <= centre - 0.5 - (width - 1) / 2 ? 0
                : value > centre - 0.5 + (width - 1) / 2 ? 255
                : ((value - (centre - 0.5)) / (width - 1) + 0.5) * 255,
        };
    }

    private static Func<double, double>? Table(DicomDataset dataset, PixelModule module) =>
        LookupTable.In(dataset, DicomTags.VoiLutSequence, module.IsSigned) is { } table
            ? value => table.At(value) * 255 / ((1 << table.Bits) - 1)
            : null;

    private static Func<double, double> Range(DicomDataset dataset, PixelModule module, Func<int, double> modality, int[] stored)
    {
        var padding = Padding(dataset, module);
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in stored)
        {
            if (value >= padding.Low && value <= padding.High)
                continue;
            (low, high) = (Math.Min(low, modality(value)), Math.Max(high, modality(value)));
        }
        return value => high > low ? (value - low) / (high - low) * 255 : 0;
    }

    /// <summary>The stored values that are padding; an empty range without any. Some writers store it unsigned in signed images.</summary>
    private static (int Low, int High) Padding(DicomDataset dataset, PixelModule module)
    {
        if (dataset.UnsignedShort(DicomTags.PixelPaddingValue) is not { } cell)
            return (1, 0);
        var value = Reading(cell);
        var limit = dataset.UnsignedShort(DicomTags.PixelPaddingRangeLimit) is { } other ? Reading(other) : value;
        return (Math.Min(value, limit), Math.Max(value, limit));

        int Reading(ushort bits) => module.IsSigned ? (short)bits : bits;
    }

    /// <summary>Where enhanced objects keep the values of a frame: with the frame, else shared, else at the top.</summary>
    private static DicomDataset FunctionalGroup(DicomDataset dataset, int frame, DicomTag macro)
    {
        if (dataset.Items(DicomTags.PerFrameFunctionalGroupsSequence) is { } frames && frame < frames.Count && frames[frame].Items(macro) is [var own, ..])
            return own;
        return dataset.Items(DicomTags.SharedFunctionalGroupsSequence) is [var shared, ..] && shared.Items(macro) is [var common, ..] ? common : dataset;
    }
}
