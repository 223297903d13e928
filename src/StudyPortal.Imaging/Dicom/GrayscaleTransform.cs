namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// From stored values to display values in [0, 255]: modality table or rescale, then the first window, else the first
/// VOI table, else the range of the frame without padding; then inversion where zero is white (PS3.3 C.11, C.7.6.3.1.2).
/// </summary>
internal sealed class GrayscaleTransform
{
    private readonly LookupTable? _table;
    private readonly Func<double, double> _voi;
    private readonly bool _isInverted;

    private GrayscaleTransform(DicomDataset dataset, PixelModule module, int frame, StoredPixels stored)
    {
        _table = module.IsFloat ? null : LookupTable.In(dataset, DicomTags.ModalityLutSequence, module.IsSigned);
        Rescale = _table is null ? RescaleOf(dataset, frame) : null;
        var asked = Window(dataset, frame) ?? Table(dataset, module);
        _voi = asked ?? Range(Padding(dataset, module), stored);
        (IsAskedFor, _isInverted) = (asked is not null, module.Photometric == Photometric.Monochrome1);
    }

    public static GrayscaleTransform For(PixelModule module, int frame, StoredPixels stored) =>
        module.Dataset.Naming(() => new GrayscaleTransform(module.Dataset, module, frame, stored));

    /// <summary>Of the stored values; null where the file has a modality table.</summary>
    public LinearRescale? Rescale { get; }

    /// <summary>The file has a window or a VOI table of its own.</summary>
    public bool IsAskedFor { get; }

    /// <summary>The value in the unit of the modality.</summary>
    public double Modality(double stored) => Rescale is null ? _table!.At(stored) : stored * Rescale.Slope + Rescale.Intercept;

    public byte Shown(double stored)
    {
        var gray = _voi(Modality(stored));
        var level = double.IsNaN(gray) ? (byte)0 : (byte)Math.Floor(Math.Clamp(gray, 0, 255) + 0.5);
        return _isInverted ? (byte)(255 - level) : level;
    }

    private static LinearRescale RescaleOf(DicomDataset dataset, int frame)
    {
        var group = FunctionalGroups.Of(dataset, frame, DicomTags.PixelValueTransformationSequence);
        var slope = group.Decimals(DicomTags.RescaleSlope) is [var found, ..] && found != 0 ? found : 1;
        var intercept = group.Decimals(DicomTags.RescaleIntercept) is [var offset, ..] ? offset : 0;
        return new LinearRescale(slope, intercept);
    }

    /// <summary>Null without a window, or with one of no width.</summary>
    private static Func<double, double>? Window(DicomDataset dataset, int frame)
    {
        var group = FunctionalGroups.Of(dataset, frame, DicomTags.FrameVoiLutSequence);
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

    private Func<double, double> Range((double Low, double High) padding, StoredPixels stored)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        stored.ForEach((_, value) =>
        {
            if ((value >= padding.Low && value <= padding.High) || !double.IsFinite(value))
                return;
            var modality = Modality(value);
            (low, high) = (Math.Min(low, modality), Math.Max(high, modality));
        });
        return value => high > low ? (value - low) / (high - low) * 255 : 0;
    }

    /// <summary>The stored values that are padding; an empty range without any. Some writers store it unsigned in signed images.</summary>
    private static (double Low, double High) Padding(DicomDataset dataset, PixelModule module)
    {
        if (module.IsFloat || dataset.UnsignedShort(DicomTags.PixelPaddingValue) is not { } cell)
            return (1, 0);
        var value = Reading(cell);
        var limit = dataset.UnsignedShort(DicomTags.PixelPaddingRangeLimit) is { } other ? Reading(other) : value;
        return (Math.Min(value, limit), Math.Max(value, limit));

        int Reading(ushort bits) => module.IsSigned ? (short)bits : bits;
    }
}
