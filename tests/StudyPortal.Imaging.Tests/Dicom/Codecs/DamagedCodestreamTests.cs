using System.Buffers.Binary;
using StudyPortal.Imaging.Dicom.Codecs;

namespace StudyPortal.Imaging.Tests.Dicom.Codecs;

public sealed class DamagedCodestreamTests
{
    /// <summary>One small file of each codec and process.</summary>
    public static TheoryData<string> Small =>
    [
        "MR_small_RLE.dcm", "SC_rgb_rle_32bit.dcm", "SC_rgb_small_odd_jpeg.dcm", "SC_rgb_dcmtk_+eb+cy+s2.dcm", "SC_rgb_jpeg_gdcm.dcm",
        "JPEGLSNearLossless_16.dcm", "SC_rgb_jls_lossy_line.dcm", "MR_small_jpeg_ls_lossless.dcm", "MR_small_jp2klossless.dcm", "693_J2KI.dcm",
    ];

    [Theory]
    [MemberData(nameof(Small))]
    public void A_codestream_cut_short_anywhere_is_refused(string file)
    {
        var encoded = EncodedFile.Read(file);
        var whole = encoded.Frames[0];
        var decoded = encoded.Decode().Pixels;
        for (var length = 0; length < whole.Length; length++)
        {
            var (refused, pixels) = Outcome(encoded, whole.AsMemory(0, length));
            // Only padding after the end may be missing.
            Assert.True(refused is not null || (length >= whole.Length - 2 && decoded.AsSpan().SequenceEqual(pixels)), $"{length} of {whole.Length} bytes were decoded");
            Assert.True(refused is null or "E_CORRUPT_CODESTREAM", $"{length} bytes: {refused}");
        }
    }

    [Fact]
    public void A_progressive_codestream_cut_short_is_refused()
    {
        var encoded = EncodedFile.Read("ct_ts_4.55_jpeg_progressive_retired.dcm");
        for (var length = 0; length < encoded.Frames[0].Length - 1; length += 997)
            Assert.Equal("E_CORRUPT_CODESTREAM", Outcome(encoded, encoded.Frames[0].AsMemory(0, length)).Refused);
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void A_shape_that_contradicts_the_codestream_is_refused(string file)
    {
        var encoded = EncodedFile.Read(file);
        FrameShape[] contradictions = encoded.TransferSyntax.EndsWith(".5", StringComparison.Ordinal)
            // RLE does not tell its size, only that there are too few bytes.
            ? [encoded.Shape with { Rows = 2 * encoded.Shape.Rows }, encoded.Shape with { Samples = 4 - encoded.Shape.Samples }]
            : [encoded.Shape with { Rows = encoded.Shape.Rows + 1 }, encoded.Shape with { Columns = encoded.Shape.Columns - 1 }, encoded.Shape with { Samples = 4 - encoded.Shape.Samples }];
        foreach (var shape in contradictions)
        {
            var refused = Assert.Throws<ImageFormatException>(() => FrameCodec.Decode(encoded.TransferSyntax, encoded.Frames[0], shape));
            Assert.Equal("E_CORRUPT_CODESTREAM", refused.Code);
        }
    }

    [Theory]
    [InlineData("pt_jpeg_lossless_small.dcm")]
    [InlineData("JPEGLSNearLossless_16.dcm")]
    [InlineData("MR_small_jp2klossless.dcm")]
    public void More_bits_than_the_header_allocates_are_refused(string file)
    {
        var encoded = EncodedFile.Read(file);
        var narrow = encoded.Shape with { BitsAllocated = 8, BitsStored = 8 };

        var refused = Assert.Throws<ImageFormatException>(() => FrameCodec.Decode(encoded.TransferSyntax, encoded.Frames[0], narrow));

        Assert.Equal("E_CORRUPT_CODESTREAM", refused.Code);
        Assert.Contains("16 bits", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1)]
    [InlineData(uint.MaxValue)]
    public void An_RLE_table_with_another_number_of_segments_is_refused(uint count)
    {
        var encoded = EncodedFile.Read("MR_small_RLE.dcm");
        BinaryPrimitives.WriteUInt32LittleEndian(encoded.Frames[0], count);

        Assert.Equal("E_CORRUPT_CODESTREAM", Outcome(encoded, encoded.Frames[0]).Refused);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(0x7FFFFFFF)]
    [InlineData(uint.MaxValue)]
    public void An_RLE_segment_outside_the_fragment_is_refused(uint offset)
    {
        var encoded = EncodedFile.Read("MR_small_RLE.dcm");
        BinaryPrimitives.WriteUInt32LittleEndian(encoded.Frames[0].AsSpan(8), offset);

        Assert.Equal("E_CORRUPT_CODESTREAM", Outcome(encoded, encoded.Frames[0]).Refused);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.5")]
    [InlineData("1.2.840.10008.1.2.4.50")]
    [InlineData("1.2.840.10008.1.2.4.80")]
    [InlineData("1.2.840.10008.1.2.4.90")]
    public void Frames_above_the_limits_are_refused_before_they_are_decoded(string transferSyntax)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        foreach (var shape in (FrameShape[])[new(65535, 65535, 1, 8, 8, false), new(10_000, 9_000, 3, 16, 16, false), new(10_000, 9_000, 3, 8, 8, false)])
        {
            var refused = Assert.Throws<ImageFormatException>(() => FrameCodec.Decode(transferSyntax, new byte[1000], shape));
            Assert.Equal("E_RESOURCE_LIMIT", refused.Code);
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 1_000_000);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.4.100")]
    [InlineData("1.2.840.10008.1.2.4.102")]
    [InlineData("1.2.840.10008.1.2.4.107")]
    [InlineData("1.2.3")]
    public void Videos_and_unknown_syntaxes_are_refused_with_their_name(string transferSyntax)
    {
        var refused = Assert.Throws<ImageFormatException>(() => FrameCodec.Decode(transferSyntax, new byte[100], new FrameShape(10, 10, 1, 8, 8, false)));

        Assert.Equal("E_UNSUPPORTED_TRANSFER_SYNTAX", refused.Code);
        Assert.Contains(transferSyntax, refused.Message, StringComparison.Ordinal);
        Assert.False(FrameCodec.CanDecode(transferSyntax));
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void A_thousand_random_damages_end_in_an_image_or_a_typed_refusal(string file)
    {
        var encoded = EncodedFile.Read(file);
        var random = new Random(20260102);
        for (var trial = 0; trial < 1000; trial++)
        {
            var damaged = encoded.Frames[0].ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                damaged[random.Next(random.Next(2) == 0 ? damaged.Length : Math.Min(damaged.Length, 200))] = (byte)random.Next(256);
            var (refused, pixels) = Outcome(encoded, damaged);
            Assert.True(refused is "E_CORRUPT_CODESTREAM" or "E_UNSUPPORTED_TRANSFER_SYNTAX" or "E_UNSUPPORTED_PIXEL_FORMAT" or "E_RESOURCE_LIMIT" || pixels.Length == encoded.Shape.Bytes, refused);
        }
    }

    /// <summary>The refusal's code, or the pixels. Any other exception fails the test.</summary>
    private static (string? Refused, byte[] Pixels) Outcome(EncodedFile encoded, ReadOnlyMemory<byte> codestream)
    {
        try
        {
            return (null, FrameCodec.Decode(encoded.TransferSyntax, codestream, encoded.Shape).Pixels);
        }
        catch (ImageFormatException refused)
        {
            return (refused.Code, []);
        }
    }
}
