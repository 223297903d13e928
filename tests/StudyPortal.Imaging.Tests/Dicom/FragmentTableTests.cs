using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

public sealed class FragmentTableTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0];

    /// <summary>What a parser that scans for delimiters would stop at.</summary>
    private static readonly byte[] Delimiter = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];

    [Fact]
    public void A_fragment_a_frame_needs_no_offset_table() =>
        Assert.Equal([[1, 1], Delimiter, [3, 3]], Frames(3, [], [[1, 1], Delimiter, [3, 3]]));

    [Fact]
    public void All_fragments_of_a_single_frame_are_joined() =>
        Assert.Equal([[1, 2, .. Delimiter, 3, 4]], Frames(1, [], [[1, 2], Delimiter, [3, 4]]));

    [Fact]
    public void An_offset_table_tells_which_fragments_begin_a_frame() =>
        Assert.Equal([[1, 2, 3, 4], [5, 6]], Frames(2, [0, 20], [[1, 2], [3, 4], [5, 6]]));

    [Fact]
    public void The_extended_offset_table_does_so_too() =>
        Assert.Equal([[1, 2], [3, 4, 5, 6]], Frames(2, [], [[1, 2], [3, 4], [5, 6]], extended: [0, 10]));

    [Fact]
    public void Without_a_table_a_frame_begins_where_a_codestream_does() =>
        Assert.Equal([[.. Jpeg, 1, 2], [.. Jpeg, 3, 4, 5, 6]], Frames(2, [], [[.. Jpeg, 1, 2], [.. Jpeg, 3, 4], [5, 6]]));

    [Fact]
    public void A_table_that_points_between_the_fragments_is_not_believed() =>
        Assert.Equal([[.. Jpeg, 1, 2], [.. Jpeg, 3, 4, 5, 6]], Frames(2, [0, 7], [[.. Jpeg, 1, 2], [.. Jpeg, 3, 4], [5, 6]]));

    [Theory]
    [InlineData(4, "E_TRUNCATED_PIXELS")]
    [InlineData(2, "E_TRUNCATED_PIXELS")]
    public void Frames_that_are_not_there_are_refused(int frames, string code) =>
        Assert.Equal(code, Assert.Throws<ImageFormatException>(() => Frames(frames, [], [[1, 1], [2, 2], [3, 3]])).Code);

    [Fact]
    public void More_beginnings_than_frames_are_refused() =>
        Assert.Equal("E_INVALID_DATASET", Assert.Throws<ImageFormatException>(() => Frames(2, [], [Jpeg, Jpeg, Jpeg])).Code);

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(20)]
    public void Pixel_data_that_ends_before_its_delimiter_is_cut_short(int cut)
    {
        var whole = Encapsulated([], [[1, 1], [2, 2]]);

        var refused = Assert.Throws<ImageFormatException>(() => FragmentTable.Read(new DicomContent(whole.AsMemory(..^cut)), 0));

        Assert.Equal(ImageFault.TruncatedPixels, refused.Fault);
    }

    private static IEnumerable<byte[]> Frames(int frames, uint[] offsets, byte[][] fragments, long[]? extended = null)
    {
        var pixels = DicomElement.Bytes(DicomTags.PixelData, "OB", Encapsulated(offsets, fragments)).AsFragments("1.2.840.10008.1.2.4.50");
        byte[] table = [.. (extended ?? []).SelectMany(BitConverter.GetBytes)];
        return [.. Enumerable.Range(0, frames).Select(frame => pixels.Fragments().Frame(pixels, frame, frames, table).ToArray())];
    }

    private static byte[] Encapsulated(uint[] offsets, byte[][] fragments) =>
        [.. Item([.. offsets.SelectMany(BitConverter.GetBytes)]), .. fragments.SelectMany(Item), .. Delimiter];

    private static byte[] Item(byte[] value) => [0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(value.Length), .. value];
}
