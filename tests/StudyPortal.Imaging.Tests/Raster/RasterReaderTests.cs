using System.Runtime.InteropServices;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Imaging.Tests.Raster;

public sealed class RasterReaderTests
{
    [Theory]
    [InlineData("gray8.png", 8)]
    [InlineData("gray8_adam7.png", 8)]
    [InlineData("gray16.png", 16)]
    [InlineData("gray16_lowrange.png", 16)]
    [InlineData("gray16_zip.tif", 16)]
    [InlineData("bilevel.png", 8)]
    [InlineData("tall_png_as.jpg", 8)]
    [InlineData("gray8_be_lzw.tif", 8)]
    [InlineData("min_is_white.tif", 8)]
    public void Lossless_gray_is_read_bit_for_bit(string file, int bitDepth)
    {
        var image = RasterReader.Read(Fixture.At("images", file));

        Assert.Equal(bitDepth, image.BitDepth);
        Assert.Equal(Fixture.Expected("images", file).GetProperty("sha256_pixels").GetString(), Fixture.Sha256(image));
    }

    [Theory]
    [InlineData("rgb_gray.png")]
    [InlineData("gray_alpha.png")]
    public void Equal_channels_and_alpha_leave_the_gray_unchanged(string file)
    {
        var gray = RasterReader.Read(Fixture.At("images", "gray8.png"));

        Assert.Equal(gray.Pixels, RasterReader.Read(Fixture.At("images", file)).Pixels);
    }

    [Theory]
    [InlineData("gray.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("rgb_420.jpg")]
    [InlineData("palette.png")]
    [InlineData("exif_orientation6.jpg")]
    [InlineData("cmyk.jpg")]
    public void Other_images_meet_the_known_pixels_within_two_levels(string file)
    {
        var expected = Fixture.Expected("images", file);
        var image = RasterReader.Read(Fixture.At("images", file));

        Assert.Equal((expected.GetProperty("shape")[0].GetInt32(), expected.GetProperty("shape")[1].GetInt32()), (image.Height, image.Width));
        Assert.All(Fixture.Probes(expected), probe => Assert.InRange(image[probe.Row, probe.Column], probe.Value - 2, probe.Value + 2));
    }

    [Theory]
    [InlineData("gray_alpha.png")]
    [InlineData("rgb_gray.png")]
    [InlineData("palette.png")]
    [InlineData("float32.tif")]
    public void Every_channel_of_a_lossless_file_is_decoded_bit_for_bit(string file)
    {
        var expected = Fixture.Expected("images", file);
        var samples = RasterReader.ReadSamples(Fixture.At("images", file));

        int[] shape = samples.Channels == 1 ? [samples.Height, samples.Width] : [samples.Height, samples.Width, samples.Channels];
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32()), shape);
        Assert.Equal(expected.GetProperty("sha256_pixels").GetString(), Fixture.Sha256(samples.Values));
    }

    [Theory]
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAQAAAABAgAAAACW50iwAAAACklEQVR42mOQBgAAHQAcI3yPrAAAAABJRU5ErkJggg==", new int[] { 0, 85, 170, 255 })] // Gray of 2 bits.
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAABAAAAABBAAAAAA34pyCAAAAEUlEQVR42mNgVHZN71x99j0AC1UDwfOp/NoAAAAASUVORK5CYII=", new int[] { 0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255 })] // Gray of 4 bits.
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAQAAAABAgMAAACEUudeAAAADFBMVEUKCgoUFBQeHh4oKCi4Y/hnAAAACklEQVR42mOQBgAAHQAcI3yPrAAAAABJRU5ErkJggg==", new int[] { 10, 20, 30, 40 })] // A palette of 2 bits.
    [InlineData("SUkqAAgAAAAJAAABAwABAAAAEAAAAAEBAwABAAAAAQAAAAIBAwABAAAABAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAAAAABEBBAABAAAAegAAABUBAwABAAAAAQAAABYBAwABAAAAAQAAABcBBAABAAAACAAAAAAAAAABI0VniavN7w==", new int[] { 255, 238, 221, 204, 187, 170, 153, 136, 119, 102, 85, 68, 51, 34, 17, 0 })] // TIFF, 4 bits, white is zero.
    [InlineData("SUkqAAgAAAAJAAABAwABAAAAAgAAAAEBAwABAAAAAQAAAAIBAwABAAAAEAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAAAAABEBBAABAAAAegAAABUBAwABAAAAAQAAABYBAwABAAAAAQAAABcBBAABAAAABAAAAAAAAAAAAOgD", new int[] { 65535, 64535 })] // TIFF, 16 bits, white is zero.
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABEAQAAADljNBBAAAADUlEQVR42mNgucTADgACkgDe1ZNS4QAAAABJRU5ErkJggg==", new int[] { 1234 })] // Gray and alpha of 16 bits.
    public void Few_bits_are_spread_over_eight_and_white_zero_is_inverted(string file, int[] expected) =>
        Assert.Equal(expected, RasterReader.Read(new MemoryStream(Convert.FromBase64String(file))).Pixels.Select(pixel => (int)pixel));

    [Fact]
    public void Floating_point_values_from_0_to_1_become_16_bits_of_that_range()
    {
        var expected = Fixture.Expected("images", "float32.tif");
        var image = RasterReader.Read(Fixture.At("images", "float32.tif"));

        Assert.Equal(16, image.BitDepth);
        Assert.All(Fixture.Probes(expected), probe => Assert.Equal(Math.Round(probe.Value * 65535), image[probe.Row, probe.Column]));
    }

    [Theory]
    [InlineData(new float[] { -1000, 0, 1000, 500 }, new int[] { 0, 32768, 65535, 49151 })]
    [InlineData(new float[] { 0.5f, 0.25f, 0, 0.75f }, new int[] { 32768, 16384, 0, 49151 })]
    [InlineData(new float[] { 7, 7, 7, 7 }, new int[] { 0, 0, 0, 0 })]
    public void Floating_point_values_beyond_that_are_scaled_by_their_own_range(float[] values, int[] expected)
    {
        var samples = new RasterSamples(2, 2, 1, SampleType.FloatingPoint, MemoryMarshal.AsBytes<float>(values).ToArray());

        Assert.Equal(expected, samples.ToGray().Pixels.Select(pixel => (int)pixel));
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_refused() =>
        Assert.Equal("E_CORRUPT_IMAGE", Assert.Throws<ImageFormatException>(() => new RasterSamples(1, 1, 1, SampleType.FloatingPoint, MemoryMarshal.AsBytes<float>(new[] { float.NaN }).ToArray()).ToGray()).Code);

    [Fact]
    public void A_small_file_that_would_unfold_two_hundred_times_is_refused_before_it_is_decoded()
    {
        var black = GrayPng.Write(new GrayImage(11_000, 9_200, 8, new ushort[11_000 * 9_200]));

        var refused = Assert.Throws<ImageFormatException>(() => GrayPng.Read(black));

        Assert.Equal("E_RESOURCE_LIMIT", refused.Code);
    }

    [Fact]
    public void Metadata_of_the_source_does_not_reach_what_is_written()
    {
        var source = Fixture.At("images", "exif_orientation6.jpg");
        var secret = "Zzq Exifname"u8;
        Assert.True(File.ReadAllBytes(source).AsSpan().IndexOf(secret) >= 0);

        var image = RasterReader.Read(source);

        Assert.All([GrayPng.Write(image), Thumbnail.Jpeg(image, 100), Thumbnail.Png(image, 100)],
            written => Assert.Equal(-1, written.AsSpan().IndexOf("Zzq Exifname"u8)));
    }

    [Theory]
    [InlineData("malformed", "trunc.png", "E_CORRUPT_IMAGE")]
    [InlineData("malformed", "bad_crc.png", "E_CORRUPT_IMAGE")]
    [InlineData("malformed", "trunc.jpg", "E_CORRUPT_IMAGE")]
    [InlineData("malformed", "zero.png", "E_CORRUPT_IMAGE")]
    [InlineData("malformed", "svg_xxe.png", "E_UNSUPPORTED_FORMAT")]
    [InlineData("malformed", "bomb_50000x50000.png", "E_RESOURCE_LIMIT")]
    [InlineData("malformed", "not_there.png", "E_MISSING_FILE")]
    public void A_file_that_cannot_be_read_is_refused_by_kind_and_name(string folder, string file, string code)
    {
        var refused = Assert.Throws<ImageFormatException>(() => RasterReader.Read(Fixture.At(folder, file)));

        Assert.Equal(code, refused.Code);
        Assert.Equal(Fixture.At(folder, file), refused.File);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gray8.png")]
    [InlineData("gray16.png")]
    public void A_written_png_gives_back_the_same_pixels_and_the_same_bytes(string file)
    {
        var image = RasterReader.Read(Fixture.At("images", file));
        var written = GrayPng.Write(image);
        var again = GrayPng.Read(written);

        Assert.Equal(image.BitDepth, again.BitDepth);
        Assert.Equal(image.Pixels, again.Pixels);
        Assert.Equal(written, GrayPng.Write(again));
    }

    [Fact]
    public void A_thumbnail_keeps_the_proportions_and_is_never_enlarged()
    {
        var wide = new GrayImage(200, 50, 16, [.. Enumerable.Range(0, 10000).Select(value => (ushort)value)]);

        var small = GrayPng.Read(Thumbnail.Png(wide, 100));
        var same = RasterReader.Read(new MemoryStream(Thumbnail.Jpeg(wide, 4000)));

        Assert.Equal((100, 25, 8), (small.Width, small.Height, small.BitDepth));
        Assert.Equal((200, 50), (same.Width, same.Height));
        Assert.True(small.Pixels.Max() > 200, "a 16-bit image that uses 10,000 of 65,536 levels would be nearly black if it were scaled by 65,535");
    }
}
