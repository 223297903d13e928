using NetVips;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Imaging.Tests.Raster;

/// <summary>What is decoded without libvips is what libvips decodes.</summary>
public sealed class PlainPngTests
{
    private const int Width = 37, Height = 29;

    [Theory]
    [InlineData(8, Enums.ForeignPngFilter.None)]
    [InlineData(8, Enums.ForeignPngFilter.Sub)]
    [InlineData(8, Enums.ForeignPngFilter.Up)]
    [InlineData(8, Enums.ForeignPngFilter.Avg)]
    [InlineData(8, Enums.ForeignPngFilter.Paeth)]
    [InlineData(16, Enums.ForeignPngFilter.Sub)]
    [InlineData(16, Enums.ForeignPngFilter.Up)]
    [InlineData(16, Enums.ForeignPngFilter.Avg)]
    [InlineData(16, Enums.ForeignPngFilter.Paeth)]
    public void Every_filter_gives_back_the_pixels(int bits, Enums.ForeignPngFilter filter)
    {
        var random = new Random(20260104);
        var pixels = Enumerable.Range(0, Width * Height).Select(index => (ushort)((index * 37 + random.Next(900)) % (1 << bits))).ToArray();

        var read = PlainPng.Read(Encoded(pixels, bits, filter))!;

        Assert.Equal((Width, Height, 1), (read.Width, read.Height, read.Channels));
        Assert.Equal(pixels, read.ToGray().Pixels);
    }

    [Fact]
    public void A_file_cut_short_or_with_one_bit_changed_is_left_to_libvips_or_gives_the_same_pixels()
    {
        var pixels = Enumerable.Range(0, Width * Height).Select(index => (ushort)(index % 251)).ToArray();
        var whole = Encoded(pixels, 8, Enums.ForeignPngFilter.Paeth);
        for (var at = 8; at < whole.Length; at++)
        {
            Assert.Null(PlainPng.Read(whole[..at]));
            var changed = whole.ToArray();
            changed[at] ^= 1;
            // The checksums of the chunks are libvips's business; the one of the pixels is always looked at.
            Assert.True(PlainPng.Read(changed) is not { } read || read.ToGray().Pixels.SequenceEqual(pixels), $"byte {at}");
        }
    }

    private static byte[] Encoded(ushort[] pixels, int bits, Enums.ForeignPngFilter filter)
    {
        using var image = bits == 16
            ? Image.NewFromMemory(pixels, Width, Height, 1, Enums.BandFormat.Ushort)
            : Image.NewFromMemory(Array.ConvertAll(pixels, pixel => (byte)pixel), Width, Height, 1, Enums.BandFormat.Uchar);
        using var labelled = image.Copy(interpretation: bits == 16 ? Enums.Interpretation.Grey16 : Enums.Interpretation.Bw);
        return labelled.PngsaveBuffer(filter: filter, keep: Enums.ForeignKeep.None);
    }
}
