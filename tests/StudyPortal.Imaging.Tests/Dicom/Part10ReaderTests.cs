using System.IO.Compression;
using System.Text;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Imaging.Tests.Dicom;

public sealed class Part10ReaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_header_is_read_without_the_pixels_behind_it()
    {
        // 400 MB that are not on the disk either.
        using (var file = File.Create(_file))
        {
            file.Write(Header(rows: 20_000, columns: 20_000, Element(0x7FE0, 0x0010, "OW", [], declared: 400_000_000)));
            file.SetLength(file.Length + 400_000_000);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();

        var dataset = DicomFile.Read(_file).Dataset;

        Assert.Equal(((ushort?)20_000, (long?)400_000_000), (dataset.UnsignedShort(DicomTags.Rows), dataset[DicomTags.PixelData]?.Length));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Pixels_that_are_gone_when_they_are_asked_for_are_refused_by_the_name_of_their_file()
    {
        File.WriteAllBytes(_file, Header(1, 2, Element(0x7FE0, 0x0010, "OW", [1, 2])));
        var dataset = DicomFile.Read(_file).Dataset;
        Assert.Equal([1, 2], DicomPixels.Stored(dataset).Bytes);

        File.WriteAllBytes(_file, File.ReadAllBytes(_file)[..^1]);

        var refused = Assert.Throws<ImageFormatException>(() => DicomPixels.Stored(dataset));
        Assert.Equal((ImageFault.TruncatedPixels, _file), (refused.Fault, refused.File));
    }

    [Fact]
    public void A_value_that_is_left_in_a_big_endian_file_is_turned_wherever_a_frame_begins()
    {
        File.WriteAllBytes(_file, Meta("1.2.840.10008.1.2.2").Concat(new byte[] { 0x7F, 0xE0, 0, 0x10, (byte)'O', (byte)'W', 0, 0, 0, 0, 0, 6, 1, 2, 3, 4, 5, 6 }).ToArray());

        var pixels = DicomFile.Read(_file).Dataset[DicomTags.PixelData]!;

        Assert.Equal([2, 1, 4, 3, 6, 5], pixels.Value.ToArray());
        Assert.Equal([1, 4, 3], pixels.Part(1, 3).ToArray());
    }

    [Fact]
    public void A_small_file_that_inflates_to_more_than_a_hundred_megabytes_is_refused()
    {
        using var deflated = new MemoryStream();
        deflated.Write(Meta("1.2.840.10008.1.2.1.99"));
        var block = new byte[1 << 20];
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
            for (var megabytes = 0; megabytes < 110; megabytes++)
                deflate.Write(block);
        deflated.Position = 0;

        Assert.Equal(ImageFault.ResourceLimit, Assert.Throws<ImageFormatException>(() => new Part10Reader().Read(deflated)).Fault);
    }

    [Fact]
    public void Bytes_that_are_not_deflated_are_an_invalid_data_set()
    {
        using var file = new MemoryStream([.. Meta("1.2.840.10008.1.2.1.99"), .. Enumerable.Repeat((byte)0xFF, 100)]);

        Assert.Equal(ImageFault.InvalidDataset, Assert.Throws<ImageFormatException>(() => new Part10Reader().Read(file)).Fault);
    }

    [Fact]
    public void An_icon_with_encoded_pixels_inside_a_sequence_is_gone_past_by_the_lengths_of_its_items()
    {
        // The bytes of a delimiter stand in the icon's fragment.
        byte[] fragments = [.. Item(0xE000, []), .. Item(0xE000, [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]), .. Item(0xE0DD, [])];
        byte[] icon = [.. Element(0x7FE0, 0x0010, "OB", fragments, declared: 0xFFFFFFFF)];
        byte[] sequence = [.. Item(0xE000, icon)];

        var dataset = Read([.. Element(0x0088, 0x0200, "SQ", sequence), .. Text(0x0020, 0x4000, "LT", "behind")]);

        Assert.Equal("behind", dataset.Text(new DicomTag(0x0020, 0x4000)));
    }

    [Fact]
    public void An_unknown_element_of_undefined_length_is_an_implicit_sequence()
    {
        byte[] inner = [0x10, 0, 0x10, 0, 4, 0, 0, 0, (byte)'D', (byte)'o', (byte)'e', (byte)' '];
        byte[] items = [.. Item(0xE000, inner), .. Item(0xE0DD, [])];

        var dataset = Read([.. Element(0x0009, 0x1010, "UN", items, declared: 0xFFFFFFFF), .. Text(0x0010, 0x0020, "LO", "id")]);

        Assert.Equal(("Doe", "id"), (dataset.Items(new DicomTag(0x0009, 0x1010))[0].Text(DicomTags.PatientName), dataset.Text(DicomTags.PatientId)));
    }

    [Fact]
    public void A_decimal_comma_and_an_odd_length_are_read()
    {
        var dataset = Read([.. Text(0x0028, 0x1053, "DS", "1,5"), .. Text(0x0028, 0x1052, "DS", "-1024")]);

        Assert.Equal((1.5, -1024), (dataset.Decimals(DicomTags.RescaleSlope)[0], dataset.Decimals(DicomTags.RescaleIntercept)[0]));
    }

    [Fact]
    public void Items_read_their_text_in_the_character_set_of_the_data_set_around_them()
    {
        var name = Encoding.UTF8.GetBytes("Ж");

        var dataset = Read([.. Text(0x0008, 0x0005, "CS", "ISO_IR 192"), .. Element(0x0008, 0x1110, "SQ", [.. Item(0xE000, [.. Element(0x0010, 0x0010, "PN", name)])])]);

        Assert.Equal("Ж", dataset.Items(new DicomTag(0x0008, 0x1110))[0].Text(DicomTags.PatientName));
    }

    private static DicomDataset Read(byte[] elements) =>
        new Part10Reader().Read(new MemoryStream([.. Meta(DicomFile.ExplicitLittleEndian), .. elements])).Dataset;

    private static byte[] Header(ushort rows, ushort columns, byte[] pixels) =>
    [
        .. Meta(DicomFile.ExplicitLittleEndian), .. Element(0x0028, 0x0002, "US", [1, 0]), .. Text(0x0028, 0x0004, "CS", "MONOCHROME2"),
        .. Element(0x0028, 0x0010, "US", BitConverter.GetBytes(rows)), .. Element(0x0028, 0x0011, "US", BitConverter.GetBytes(columns)),
        .. Element(0x0028, 0x0100, "US", [8, 0]), .. Element(0x0028, 0x0101, "US", [8, 0]), .. Element(0x0028, 0x0102, "US", [7, 0]), .. pixels,
    ];

    private static byte[] Meta(string syntax) => [.. new byte[128], .. "DICM"u8, .. Text(0x0002, 0x0010, "UI", syntax)];

    private static byte[] Text(ushort group, ushort element, string vr, string text) => Element(group, element, vr, Encoding.ASCII.GetBytes(text));

    private static byte[] Element(ushort group, ushort element, string vr, byte[] value, uint? declared = null)
    {
        byte[] tag = [.. BitConverter.GetBytes(group), .. BitConverter.GetBytes(element), .. Encoding.ASCII.GetBytes(vr)];
        var length = declared ?? (uint)value.Length;
        return vr is "SQ" or "OB" or "OW" or "UN" ? [.. tag, 0, 0, .. BitConverter.GetBytes(length), .. value] : [.. tag, .. BitConverter.GetBytes((ushort)length), .. value];
    }

    private static byte[] Item(ushort element, byte[] value) => [0xFE, 0xFF, .. BitConverter.GetBytes(element), .. BitConverter.GetBytes(value.Length), .. value];
}
