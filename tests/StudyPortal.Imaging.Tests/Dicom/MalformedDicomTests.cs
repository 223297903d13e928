using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

public sealed class MalformedDicomTests
{
    public static TheoryData<string> Files => [.. Fixture.Files("malformed").Where(name => name.EndsWith(".dcm", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_file_ends_in_one_of_the_accepted_outcomes(string file)
    {
        var accepted = Fixture.Expected("malformed", file).GetProperty("expect").EnumerateArray().Select(outcome => outcome.GetString());

        Assert.Contains(DicomOutcome.Of(() => DicomFile.Read(Fixture.At("malformed", file))).Code, accepted);
    }

    [Theory]
    [InlineData("malformed", "ts_mpeg2.dcm", "E_UNSUPPORTED_TRANSFER_SYNTAX", "MPEG2 video")]
    [InlineData("malformed", "samples_2.dcm", "E_UNSUPPORTED_PIXEL_FORMAT", "2 samples per pixel")]
    [InlineData("malformed", "bits_stored_17.dcm", "E_INVALID_DATASET", "(0028,0101) is 17")]
    [InlineData("malformed", "MR_truncated.dcm", "E_TRUNCATED_PIXELS", "(at byte ")]
    [InlineData("dicom", "not_there.dcm", "E_MISSING_FILE", "not exist")]
    public void A_refusal_names_the_file_and_the_cause(string folder, string file, string code, string named)
    {
        var refused = Assert.Throws<ImageFormatException>(() => DicomPixels.ToGray(DicomFile.Read(Fixture.At(folder, file)).Dataset));

        Assert.Equal(code, refused.Code);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_thousand_nested_sequences_are_refused()
    {
        using var file = new MemoryStream();
        file.Write(new byte[128]);
        file.Write("DICM"u8);
        for (var depth = 0; depth < 20_000; depth++)
        {
            file.Write([0x08, 0x00, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
            file.Write([0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF]);
        }
        file.Position = 0;

        Assert.Equal("E_RESOURCE_LIMIT", DicomOutcome.Of(() => new Part10Reader().Read(file)).Code);
    }

    [Theory]
    [InlineData("dicom", "MR_small.dcm")]
    [InlineData("dicom", "MR_small_implicit.dcm")]
    [InlineData("dicom", "MR_small_RLE.dcm")]
    [InlineData("dicom", "MR_small_bigendian.dcm")]
    [InlineData("dicom", "charset_chrH32.dcm")]
    [InlineData("dicom", "SC_rgb_small_odd_jpeg.dcm")]
    [InlineData("malformed", "UN_sequence.dcm")]
    [InlineData("malformed", "nested_priv_SQ.dcm")]
    public void A_thousand_random_damages_end_in_an_image_or_a_typed_refusal(string folder, string file)
    {
        var intact = File.ReadAllBytes(Fixture.At(folder, file));
        var random = new Random(20260101);
        for (var trial = 0; trial < 1000; trial++)
            Assert.NotEmpty(DicomOutcome.Of(() => new Part10Reader().Read(new MemoryStream(Damaged(intact, random)))).Code);
    }

    private static byte[] Damaged(byte[] intact, Random random)
    {
        var damaged = intact.ToArray();
        var headerBytes = Math.Min(intact.Length, 2000);
        for (var change = random.Next(1, 6); change > 0; change--)
            damaged[random.Next(headerBytes)] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
        return random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }
}
