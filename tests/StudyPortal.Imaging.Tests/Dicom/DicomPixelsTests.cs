using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

public sealed class DicomPixelsTests
{
    public static TheoryData<string> Readable =>
    [
        "CT_small.dcm", "MR_small.dcm", "MR_small_implicit.dcm", "MR_small_padded.dcm", "charset_chrFren.dcm", "emri_small.dcm",
        "examples_overlay.dcm", "vlut_04.dcm", "cr_chest_mono1_10bit_no_preamble",
    ];

    [Theory]
    [MemberData(nameof(Readable))]
    public void Stored_values_are_read_bit_for_bit(string file)
    {
        var dataset = DicomFile.Read(Fixture.At("dicom", file)).Dataset;
        var frames = Enumerable.Range(0, DicomPixels.Frames(dataset)).Select(frame => DicomPixels.Stored(dataset, frame));

        Assert.Equal(Fixture.Expected("dicom", file).GetProperty("decode").GetProperty("sha256_stored").GetString(), Fixture.Sha256([.. frames.SelectMany(frame => frame.Bytes)]));
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void The_display_image_meets_the_known_pixels_within_one_level(string file)
    {
        var expected = Fixture.Expected("dicom", file).GetProperty("display8_frame0");
        var image = DicomPixels.ToGray(DicomFile.Read(Fixture.At("dicom", file)).Dataset);

        Assert.All(Fixture.Probes(expected), probe => Assert.InRange(image[probe.Row, probe.Column], probe.Value - 1, probe.Value + 1));
        Assert.Equal(expected.GetProperty("mean").GetDouble(), image.Pixels.Average(pixel => (double)pixel), 0.5);
        Assert.Equal(expected.GetProperty("max").GetDouble(), image.Pixels.Max());
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void The_viewing_image_shows_the_same_picture_in_its_default_range(string file)
    {
        var dataset = DicomFile.Read(Fixture.At("dicom", file)).Dataset;
        var shown = DicomPixels.ToGray(dataset);
        var viewing = DicomPixels.ToViewing(dataset);

        var distance = viewing.Image.Pixels.Zip(shown.Pixels, (stored, gray) =>
            Math.Abs(Math.Clamp((stored - viewing.Low) * 255.0 / (viewing.High - viewing.Low), 0, 255) - gray)).Average();

        // A VOI table is a curve, of which a range can show only the ends.
        Assert.InRange(distance, 0, file == "vlut_04.dcm" ? 20 : 2);
    }

    [Fact]
    public void Zero_is_white_in_monochrome1()
    {
        var dark = Image("MONOCHROME2", [0, 100, 200, 255]);
        var light = Image("MONOCHROME1", [0, 100, 200, 255]);

        Assert.Equal([0, 100, 200, 255], DicomPixels.ToGray(dark).Pixels);
        Assert.Equal([255, 155, 55, 0], DicomPixels.ToGray(light).Pixels);
        Assert.Equal([255, 155, 55, 0], DicomPixels.ToViewing(light).Image.Pixels);
    }

    [Theory]
    [InlineData("LINEAR", "4", new byte[] { 10, 11, 12, 14 }, new ushort[] { 0, 85, 170, 255 })]
    [InlineData("LINEAR_EXACT", "16", new byte[] { 8, 10, 16, 0 }, new ushort[] { 64, 96, 191, 0 })]
    [InlineData("SIGMOID", "16", new byte[] { 8, 10, 16, 12 }, new ushort[] { 69, 96, 186, 128 })]
    public void The_first_window_follows_the_function_that_the_file_names(string function, string width, byte[] pixels, ushort[] expected)
    {
        // By hand from PS3.3 C.11.2.1.2 with centre 12, e.g. LINEAR at 11: ((11 - 11.5) / 3 + 0.5) * 255 = 85.
        var dataset = Image("MONOCHROME2", pixels)
            .Set(DicomElement.Text(DicomTags.WindowCenter, "DS", "12\\40"))
            .Set(DicomElement.Text(DicomTags.WindowWidth, "DS", width + "\\400"))
            .Set(DicomElement.Text(DicomTags.VoiLutFunction, "CS", function));

        Assert.Equal(expected, DicomPixels.ToGray(dataset).Pixels);
    }

    [Fact]
    public void A_negative_slope_is_shown_and_viewed_the_right_way_round()
    {
        var dataset = Image("MONOCHROME2", [0, 50, 100, 255]).Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", "-1"));

        Assert.Equal([255, 205, 155, 0], DicomPixels.ToGray(dataset).Pixels);
        Assert.Equal([255, 205, 155, 0], DicomPixels.ToViewing(dataset).Image.Pixels);
    }

    [Fact]
    public void Padding_written_as_unsigned_is_left_out_of_the_range_of_a_signed_image()
    {
        short[] values = [-2000, 0, 50, 100];
        var bytes = values.SelectMany(value => BitConverter.GetBytes(value)).ToArray();
        var dataset = Image("MONOCHROME2", bytes, bits: 16, isSigned: true).Set(DicomElement.UnsignedShort(DicomTags.PixelPaddingValue, 63536));

        Assert.Equal([0, 0, 128, 255], DicomPixels.ToGray(dataset).Pixels);
    }

    internal static DicomDataset Image(string photometric, byte[] pixels, ushort bits = 8, bool isSigned = false) => new DicomDataset()
        .Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", photometric))
        .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 1))
        .Set(DicomElement.UnsignedShort(DicomTags.Rows, 2))
        .Set(DicomElement.UnsignedShort(DicomTags.Columns, 2))
        .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, bits))
        .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, bits))
        .Set(DicomElement.UnsignedShort(DicomTags.HighBit, (ushort)(bits - 1)))
        .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, (ushort)(isSigned ? 1 : 0)))
        .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", pixels));
}
