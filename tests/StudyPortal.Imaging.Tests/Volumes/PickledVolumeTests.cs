using System.Text;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

/// <summary>Pickles/numpy.json was written by numpy 1.24 and Python 3.11: pickles of small arrays beside their values.</summary>
public sealed class PickledVolumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-pickles").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Arrays_of_every_type_and_order_come_out_as_numpy_wrote_them(int protocol)
    {
        var arrays = VolumeValues.Root(Fixture.At("pickles", "numpy.json")).EnumerateArray().Where(array => array.GetProperty("protocol").GetInt32() == protocol).ToList();

        Assert.Equal(32, arrays.Count);
        Assert.All(arrays, array => Assert.Equal(array.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()), Read(array.GetProperty("pickle").GetBytesFromBase64()).All()));
    }

    [Fact]
    public void The_names_of_numpy_2_are_known()
    {
        var array = VolumeValues.Root(Fixture.At("pickles", "numpy.json"))[0];
        var renamed = Encoding.Latin1.GetString(array.GetProperty("pickle").GetBytesFromBase64()).Replace("numpy.core.", "numpy._core.", StringComparison.Ordinal);

        Assert.Equal(array.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()), Read(Encoding.Latin1.GetBytes(renamed)).All());
    }

    [Fact]
    public void Voxels_that_lie_in_the_file_as_they_are_stay_there()
    {
        Assert.Equal(0, VolumeFile.Read(Fixture.At("knee", "vol01", "900002-9.pck")).HeldBytes);
        Assert.Equal(6 * 120 * 120 * 2, VolumeFile.Read(Fixture.At("knee", "vol01", "900001-7.pck")).HeldBytes);
    }

    [Theory]
    [InlineData("cos\nsystem\n.", "os.system")]
    [InlineData("cnumpy\nload\n.", "numpy.load")]
    [InlineData("c__builtin__\neval\n.", "__builtin__.eval")]
    [InlineData("K\u0001K\u0002o.", "OBJ (0x6f)")]
    [InlineData("(icopyreg\n__newobj__\n.", "INST (0x69)")]
    [InlineData("\u0082\u0001.", "EXT1 (0x82)")]
    [InlineData("N)\u0081.", "NEWOBJ (0x81)")]
    [InlineData("Phttp://somewhere\n.", "PERSID (0x50)")]
    [InlineData("\u00fe.", "0xfe")]
    public void What_an_array_does_not_need_is_refused_by_name(string pickle, string named)
    {
        var refused = Assert.Throws<ImageFormatException>(() => Read([0x80, 2, .. Encoding.Latin1.GetBytes(pickle)]));

        Assert.Equal("E_UNSAFE_PICKLE", refused.Code);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("]q\u0000.", "a list")]
    [InlineData("}q\u0000.", "a dictionary")]
    [InlineData("K\u0001.", "no array")]
    [InlineData("cnumpy\nndarray\n.", "no array")]
    [InlineData("cnumpy\ndtype\nX\u0002\u0000\u0000\u0000O8\u0085R.", "dtype O8")]
    [InlineData("cnumpy\ndtype\nX\u0002\u0000\u0000\u0000c8\u0085R.", "dtype c8")]
    public void Harmless_values_that_are_no_volume_are_told_apart(string pickle, string found)
    {
        var refused = Assert.Throws<ImageFormatException>(() => Read([0x80, 2, .. Encoding.Latin1.GetBytes(pickle)]));

        Assert.Equal("E_UNSUPPORTED_FORMAT", refused.Code);
        Assert.Contains(found, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_opcode_alone_ends_in_a_typed_refusal()
    {
        for (var opcode = 0; opcode < 256; opcode++)
        {
            var code = (byte)opcode;
            Assert.Throws<ImageFormatException>(() => Read([0x80, 4, code]));
            Assert.Throws<ImageFormatException>(() => Read([0x80, 4, (byte)'N', code, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'.']));
        }
    }

    [Fact]
    public void A_pickle_that_keeps_or_stacks_without_end_is_refused()
    {
        byte[] keeps = [.. Enumerable.Repeat<byte>(0x94, 5000)], stacks = [.. Enumerable.Repeat((byte)'N', 5000)], marks = [.. Enumerable.Repeat((byte)'(', 5000)];

        Assert.Equal("E_RESOURCE_LIMIT", Assert.Throws<ImageFormatException>(() => Read([0x80, 4, (byte)'N', .. keeps])).Code);
        Assert.Equal("E_RESOURCE_LIMIT", Assert.Throws<ImageFormatException>(() => Read([0x80, 4, .. stacks])).Code);
        Assert.Equal("E_RESOURCE_LIMIT", Assert.Throws<ImageFormatException>(() => Read([0x80, 4, .. marks])).Code);
    }

    private Volume Read(byte[] pickle)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.pck");
        File.WriteAllBytes(path, pickle);
        return VolumeFile.Read(path);
    }
}
