using System.Runtime.InteropServices;
using System.Text.Json;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

public sealed class DicomPixelsTests
{
    private static readonly Dictionary<string, JsonElement> Known = Fixture.Expected("dicom");

    public static TheoryData<string> Files => [.. Known.Keys];

    public static TheoryData<string> Decodable => With("decode");

    public static TheoryData<string> Readable => With("display8_frame0");

    public static TheoryData<string> Coloured => With("rgb8");

    [Theory]
    [MemberData(nameof(Files))]
    public void Tags_are_the_known_ones(string file) => DicomChecks.Tags(Known[file], Read(file));

    [Theory]
    [MemberData(nameof(Decodable))]
    public void Stored_values_are_the_known_ones(string file) => DicomChecks.Stored(Known[file], Read(file));

    [Theory]
    [MemberData(nameof(Readable))]
    public void Values_of_the_modality_and_of_the_display_are_the_known_ones(string file)
    {
        DicomChecks.Modality(Known[file], Read(file));
        DicomChecks.Display(Known[file], Read(file));
    }

    [Theory]
    [MemberData(nameof(Coloured))]
    public void Colours_are_the_known_ones(string file) => DicomChecks.Colours(Known[file], Read(file));

    [Theory]
    [MemberData(nameof(Readable))]
    public void The_viewing_image_shows_the_same_picture_in_its_default_range(string file)
    {
        var dataset = Read(file);
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

    [Fact]
    public void Values_of_32_bits_have_a_level_each_while_they_span_no_more_than_16()
    {
        var narrow = DicomPixels.ToViewing(Image("MONOCHROME2", Bytes(3_000_000_000u, 3_000_000_001u, 3_000_000_100u, 3_000_065_535u), bits: 32).Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", "2")));
        var wide = DicomPixels.ToViewing(Image("MONOCHROME2", Bytes(0u, 131_070u, 262_140u, 65_535u), bits: 32));

        Assert.Equal([0, 1, 100, 65535], narrow.Image.Pixels);
        Assert.Equal(new LinearRescale(2, 6_000_000_000), narrow.Rescale);
        Assert.Equal([0, 32768, 65535, 16384], wide.Image.Pixels);
        Assert.Equal(new LinearRescale(4, 0), wide.Rescale);
    }

    [Fact]
    public void Floating_point_spreads_over_the_levels_and_what_is_not_a_number_is_black()
    {
        var dataset = Image("MONOCHROME2", [], bits: 32).Set(DicomElement.Bytes(DicomTags.FloatPixelData, "OF", Bytes(-0.5f, float.NaN, 0.5f, 0.25f)));
        dataset = Without(dataset, DicomTags.PixelData, DicomTags.BitsStored, DicomTags.HighBit, DicomTags.PixelRepresentation);

        var viewing = DicomPixels.ToViewing(dataset);

        Assert.Equal([0, 0, 65535, 49151], viewing.Image.Pixels);
        Assert.Equal((-0.5, 0.5), (viewing.Rescale!.Intercept, viewing.Rescale.Intercept + viewing.Rescale.Slope * 65535));
        Assert.Equal([0, 0, 255, 191], DicomPixels.ToGray(dataset).Pixels);
    }

    [Fact]
    public void The_bits_of_a_frame_of_one_bit_begin_where_those_of_the_frame_before_end()
    {
        // Two frames of 2 x 2 in one byte, the first pixel in the lowest bit.
        var dataset = Image("MONOCHROME2", [0b0110_1001], bits: 1).Set(DicomElement.Text(DicomTags.NumberOfFrames, "IS", "2"));

        Assert.Equal([1, 0, 0, 1], DicomPixels.Stored(dataset, 0).Bytes);
        Assert.Equal([0, 1, 1, 0], DicomPixels.Stored(dataset, 1).Bytes);
    }

    [Fact]
    public void Stored_bits_in_the_middle_of_a_cell_are_found_with_their_sign()
    {
        // Four bits from bit 9 down, between bits of something else.
        var dataset = Image("MONOCHROME2", [.. new ushort[] { 0xFC3F, 0x03FF, 0xFE00, 0x01C0 }.SelectMany(BitConverter.GetBytes)], bits: 16, isSigned: true)
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, 4)).Set(DicomElement.UnsignedShort(DicomTags.HighBit, 9));

        Assert.Equal([0, -1, -8, 7], DicomPixels.Stored(dataset).Values);
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

    private static TheoryData<string> With(string property) => [.. Known.Where(file => file.Value.TryGetProperty(property, out var known) && known.ValueKind == JsonValueKind.Object
        && !file.Key.StartsWith("CT0012", StringComparison.Ordinal) | property == "decode").Select(file => file.Key)];

    private static DicomDataset Read(string file) => DicomFile.Read(Fixture.At("dicom", file)).Dataset;

    private static DicomDataset Without(DicomDataset dataset, params DicomTag[] tags) =>
        dataset.Elements.Where(element => !tags.Contains(element.Tag)).Aggregate(new DicomDataset(), (rest, element) => rest.Set(element));

    private static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();
}
