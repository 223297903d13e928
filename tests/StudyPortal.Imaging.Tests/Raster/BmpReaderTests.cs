using System.Buffers.Binary;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Imaging.Tests.Raster;

/// <summary>Bitmaps written byte by byte after the format's description: rows from the bottom, each filled up to four bytes.</summary>
public sealed class BmpReaderTests
{
    [Fact]
    public void Gray_palettes_give_one_channel_and_rows_come_from_the_bottom()
    {
        var file = Bitmap(3, 2, 8, 0, Palette((0, 0, 0), (100, 100, 100), (255, 255, 255)), [2, 1, 0, 0, 0, 1, 2, 0]);

        var samples = RasterReader.Read(new MemoryStream(file));

        Assert.Equal([0, 100, 255, 255, 100, 0], samples.Pixels.Select(pixel => (int)pixel));
    }

    [Theory]
    [InlineData(1, new byte[] { 0b01000000, 0, 0, 0 })]
    [InlineData(4, new byte[] { 0x01, 0, 0, 0 })]
    public void Colours_of_few_bits_are_taken_from_the_palette(int bits, byte[] row)
    {
        var samples = Samples(Bitmap(2, 1, bits, 0, Palette((10, 20, 30), (40, 50, 60)), row));

        Assert.Equal((2, 1, 3), (samples.Width, samples.Height, samples.Channels));
        Assert.Equal([10, 20, 30, 40, 50, 60], samples.Values);
    }

    [Theory]
    [InlineData(24, 0, new byte[0], new byte[] { 3, 2, 1, 6, 5, 4, 0, 0 }, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(32, 0, new byte[0], new byte[] { 3, 2, 1, 9, 6, 5, 4, 9 }, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(16, 0, new byte[0], new byte[] { 0xFF, 0x7F, 0x00, 0x7C }, new byte[] { 255, 255, 255, 255, 0, 0 })]
    [InlineData(16, 3, new byte[] { 0, 0xF8, 0, 0, 0xE0, 0x07, 0, 0, 0x1F, 0, 0, 0 }, new byte[] { 0xE0, 0x07, 0x1F, 0x00 }, new byte[] { 0, 255, 0, 0, 0, 255 })]
    public void True_colour_is_brought_to_eight_bits_red_first(int bits, int compression, byte[] masks, byte[] row, byte[] expected) =>
        Assert.Equal(expected, Samples(Bitmap(2, 1, bits, compression, masks, row)).Values);

    [Fact]
    public void A_negative_height_means_rows_from_the_top()
    {
        var samples = Samples(Bitmap(1, -2, 24, 0, [], [1, 1, 1, 0, 2, 2, 2, 0]));

        Assert.Equal([1, 1, 1, 2, 2, 2], samples.Values);
    }

    [Theory]
    [InlineData(2, 1, 24, 0, 4, "E_CORRUPT_IMAGE")]
    [InlineData(0, 1, 24, 0, 8, "E_CORRUPT_IMAGE")]
    [InlineData(2, 1, 8, 0, 4, "E_CORRUPT_IMAGE")]
    [InlineData(2, 1, 8, 1, 4, "E_UNSUPPORTED_PIXEL_FORMAT")]
    [InlineData(2, 1, 7, 0, 4, "E_UNSUPPORTED_PIXEL_FORMAT")]
    [InlineData(50_000, 50_000, 24, 0, 8, "E_RESOURCE_LIMIT")]
    [InlineData(2, int.MinValue, 24, 0, 8, "E_CORRUPT_IMAGE")]
    public void A_bitmap_that_cannot_be_read_is_refused_by_kind(int width, int height, int bits, int compression, int pixels, string code) =>
        Assert.Equal(code, Assert.Throws<ImageFormatException>(() => Samples(Bitmap(width, height, bits, compression, [], new byte[pixels]))).Code);

    [Fact]
    public void Any_cut_and_any_changed_byte_of_a_header_ends_in_pixels_or_a_refusal()
    {
        var file = Bitmap(3, 2, 8, 0, Palette((0, 0, 0), (100, 100, 100), (255, 255, 255)), [2, 1, 0, 0, 0, 1, 2, 0]);
        for (var at = 0; at < file.Length; at++)
        {
            Try(file[..at]);
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                var changed = file.ToArray();
                changed[at] = value;
                Try(changed);
            }
        }

        static void Try(byte[] bytes)
        {
            try
            {
                _ = RasterReader.Read(new MemoryStream(bytes));
            }
            catch (ImageFormatException refused)
            {
                Assert.StartsWith("E_", refused.Code, StringComparison.Ordinal);
            }
        }
    }

    private static RasterSamples Samples(byte[] bitmap)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bitmap);
            return RasterReader.ReadSamples(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Palette(params (byte Red, byte Green, byte Blue)[] colours) => [.. colours.SelectMany(colour => new byte[] { colour.Blue, colour.Green, colour.Red, 0 })];

    private static byte[] Bitmap(int width, int height, int bits, int compression, byte[] palette, byte[] pixels)
    {
        var header = new byte[54];
        (header[0], header[1], header[26], header[28], header[30]) = ((byte)'B', (byte)'M', 1, (byte)bits, (byte)compression);
        foreach (var (at, value) in new[] { (2, 54 + palette.Length + pixels.Length), (10, 54 + palette.Length), (14, 40), (18, width), (22, height), (46, bits <= 8 ? palette.Length / 4 : 0) })
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(at), value);
        return [.. header, .. palette, .. pixels];
    }
}
