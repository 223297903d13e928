namespace StudyPortal.Imaging.Dicom;

/// <summary>The colours of a PALETTE COLOR image (PS3.3 C.7.6.3.1.5, C.7.9).</summary>
internal sealed record Palette(LookupTable Red, LookupTable Green, LookupTable Blue)
{
    public static readonly (DicomTag Descriptor, DicomTag Data, DicomTag Segmented)[] Tags =
    [
        (DicomTags.RedPaletteDescriptor, DicomTags.RedPaletteData, DicomTags.SegmentedRedPaletteData),
        (DicomTags.GreenPaletteDescriptor, DicomTags.GreenPaletteData, DicomTags.SegmentedGreenPaletteData),
        (DicomTags.BluePaletteDescriptor, DicomTags.BluePaletteData, DicomTags.SegmentedBluePaletteData),
    ];

    /// <summary>In the order of the tags.</summary>
    public LookupTable[] Tables => [Red, Green, Blue];

    /// <exception cref="ImageFormatException">E_INVALID_DATASET: a table is missing or shorter than it says.</exception>
    public static Palette In(DicomDataset dataset, bool inputIsSigned)
    {
        var tables = Tags.Select(tag => LookupTable.Described(dataset, tag.Descriptor, inputIsSigned, length =>
            dataset[tag.Segmented] is { Length: > 0 } ? SegmentedTable.Expand(dataset, tag.Segmented, length) : LookupTable.Data(dataset, tag.Data, length))).ToArray();
        return new Palette(tables[0], tables[1], tables[2]);
    }

    /// <summary>The 8 bits of red, green and blue that a stored value is shown in.</summary>
    public (byte Red, byte Green, byte Blue) At(double stored) => (Eight(Red, stored), Eight(Green, stored), Eight(Blue, stored));

    private static byte Eight(LookupTable table, double stored) => (byte)((int)table.At(stored) >> (table.Bits - 8));
}
