using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

public sealed class ColoursTests
{
    private static readonly (DicomTag Descriptor, DicomTag Data, DicomTag Segmented)[] Tables = Palette.Tags;

    [Fact]
    public void Colour_becomes_luma_for_the_portal()
    {
        var viewing = DicomPixels.ToViewing(Colour("RGB", [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]));

        // 0.299, 0.587 and 0.114 of 255.
        Assert.Equal([76, 150, 29, 255], viewing.Image.Pixels);
        Assert.Equal((8, 0.0, 255.0, true), (viewing.Image.BitDepth, viewing.Low, viewing.High, viewing.HasOwnWindow));
        Assert.Null(viewing.Rescale);
    }

    [Fact]
    public void Planes_are_brought_together() =>
        Assert.Equal([1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12],
            DicomPixels.ToRgb(Colour("RGB", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).Set(DicomElement.UnsignedShort(DicomTags.PlanarConfiguration, 1)))!.Samples);

    [Fact]
    public void Two_pixels_share_their_colour_in_4_2_2()
    {
        // Y Y Cb Cr twice; 128 is no colour.
        var image = DicomPixels.ToRgb(Colour("YBR_FULL_422", [10, 20, 128, 128, 100, 200, 128, 228]));

        Assert.Equal([10, 10, 10, 20, 20, 20, 240, 29, 100, 255, 129, 200], image!.Samples);
    }

    [Fact]
    public void Of_wider_colours_the_highest_eight_bits_are_shown()
    {
        byte[] samples = [.. Enumerable.Range(0, 12).SelectMany(value => BitConverter.GetBytes((ushort)(value << 8 | 0xFF)))];

        Assert.Equal(Enumerable.Range(0, 12).Select(value => (byte)value), DicomPixels.ToRgb(Colour("RGB", samples, bits: 16))!.Samples);
    }

    [Fact]
    public void A_palette_gives_its_colours_and_its_end_values_outside()
    {
        var dataset = PaletteImage([0, 5, 6, 9], first: 5, [[0x0100, 0x0200], [0x0300, 0x0400], [0x0500, 0x0600]]);

        Assert.Equal([1, 3, 5, 1, 3, 5, 2, 4, 6, 2, 4, 6], DicomPixels.ToRgb(dataset)!.Samples);
    }

    [Fact]
    public void A_segmented_palette_is_expanded_with_its_discrete_linear_and_repeated_pieces()
    {
        // Two entries, a line of three to 0x0800, and the first piece again (one segment from byte 0).
        ushort[] segments = [0, 2, 0x0100, 0x0200, 1, 3, 0x0800, 2, 1, 0, 0];
        var dataset = PaletteImage([0, 2, 4, 6], first: 0, [[], [], []], count: 7);
        foreach (var table in Tables)
            dataset.Set(DicomElement.Bytes(table.Segmented, "OW", segments.SelectMany(BitConverter.GetBytes).ToArray()));

        Assert.Equal([1, 4, 8, 2], DicomPixels.ToRgb(dataset)!.Samples.Where((_, index) => index % 3 == 0));
    }

    [Theory]
    [InlineData(new ushort[] { 0, 9, 1, 2 })]
    [InlineData(new ushort[] { 1, 4, 0x0100 })]
    [InlineData(new ushort[] { 0, 1, 1, 2, 1, 4, 0 })]
    [InlineData(new ushort[] { 3, 1, 1 })]
    public void Damaged_segments_are_refused(ushort[] segments)
    {
        var dataset = PaletteImage([0, 1, 2, 3], first: 0, [[], [], []], count: 4);
        foreach (var table in Tables)
            dataset.Set(DicomElement.Bytes(table.Segmented, "OW", segments.SelectMany(BitConverter.GetBytes).ToArray()));

        Assert.Equal(ImageFault.InvalidDataset, Assert.Throws<ImageFormatException>(() => DicomPixels.ToGray(dataset)).Fault);
    }

    [Fact]
    public void A_palette_image_without_its_tables_is_refused() =>
        Assert.Equal(ImageFault.InvalidDataset, Assert.Throws<ImageFormatException>(() => DicomPixels.ToGray(PaletteImage([0, 1, 2, 3], 0, [[], [], []]))).Fault);

    [Theory]
    [InlineData("SC_rgb_dcmtk_+eb+cr.dcm")]
    [InlineData("SC_rgb_dcmtk_+eb+cy+n1.dcm")]
    public void Where_the_file_does_not_say_what_its_colours_are_the_marker_of_the_codestream_does(string name)
    {
        var dataset = DicomFile.Read(Fixture.At("dicom", name)).Dataset;
        var told = DicomPixels.ToRgb(dataset)!.Samples;

        dataset.Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", ""));

        Assert.Equal(told, DicomPixels.ToRgb(dataset)!.Samples);
    }

    private static DicomDataset Colour(string photometric, byte[] samples, ushort bits = 8) =>
        DicomPixelsTests.Image(photometric, samples, bits).Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 3));

    private static DicomDataset PaletteImage(byte[] pixels, ushort first, ushort[][] tables, int? count = null)
    {
        var dataset = DicomPixelsTests.Image("PALETTE COLOR", pixels);
        foreach (var (tag, entries) in Tables.Zip(tables))
        {
            if (entries.Length > 0 || count is not null)
                dataset.Set(DicomElement.UnsignedShort(tag.Descriptor, (ushort)(count ?? entries.Length), first, 16));
            if (entries.Length > 0)
                dataset.Set(DicomElement.Bytes(tag.Data, "OW", entries.SelectMany(BitConverter.GetBytes).ToArray()));
        }
        return dataset;
    }
}
