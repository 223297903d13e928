using System.IO.Compression;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

public sealed class MetaImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-meta").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("MET_CHAR", VoxelType.Signed8, "FF00010203040506", -1, 6)]
    [InlineData("MET_UCHAR", VoxelType.Unsigned8, "FF00010203040506", 255, 6)]
    [InlineData("MET_SHORT", VoxelType.Signed16, "FFFE0000000000000000000000000007", -2, 7)]
    [InlineData("MET_USHORT", VoxelType.Unsigned16, "FFFE0000000000000000000000000007", 65534, 7)]
    [InlineData("MET_INT", VoxelType.Signed32, "FFFFFFFD00000000000000000000000000000000000000000000000000000008", -3, 8)]
    [InlineData("MET_LONG", VoxelType.Signed32, "FFFFFFFD00000000000000000000000000000000000000000000000000000008", -3, 8)]
    [InlineData("MET_UINT", VoxelType.Unsigned32, "FFFFFFFD00000000000000000000000000000000000000000000000000000008", 4294967293, 8)]
    [InlineData("MET_ULONG", VoxelType.Unsigned32, "FFFFFFFD00000000000000000000000000000000000000000000000000000008", 4294967293, 8)]
    [InlineData("MET_FLOAT", VoxelType.Floating32, "C020000000000000000000000000000000000000000000000000000041100000", -2.5, 9)]
    [InlineData("MET_LONG_LONG", VoxelType.Signed64, "FFFFFFFFFFFFFFFC", -4, -4)]
    [InlineData("MET_ULONG_LONG", VoxelType.Unsigned64, "00000000000000FF", 255, 255)]
    [InlineData("MET_DOUBLE", VoxelType.Floating64, "C004000000000000", -2.5, -2.5)]
    public void Every_scalar_type_is_read_in_both_byte_orders(string name, VoxelType type, string bigEndian, double first, double last)
    {
        var big = Convert.FromHexString(bigEndian);
        var little = big.Chunk(type.Bytes()).SelectMany(voxel => voxel.Reverse()).ToArray();
        var size = big.Length / type.Bytes();

        foreach (var (isBig, bytes) in new[] { (true, big), (false, little) })
        {
            var volume = Read($"DimSize = {size} 1 1\nElementType = {name}\nBinaryDataByteOrderMSB = {isBig}", bytes);
            Assert.Equal((type, first, last), (volume.Type, volume.Slice(0)[0], volume.Slice(0)[^1]));
            Assert.Equal(little, volume.StoredSlice(0));
        }
    }

    [Theory]
    [InlineData("HeaderSize = 3")]
    [InlineData("HeaderSize = -1")]
    public void Bytes_before_the_voxels_are_passed_over(string header) =>
        Assert.Equal([1, 2, 3, 4], Read($"DimSize = 2 2 1\nElementType = MET_UCHAR\n{header}", [9, 9, 9, 1, 2, 3, 4]).Slice(0));

    [Fact]
    public void A_slice_of_raw_data_is_read_without_the_others()
    {
        var volume = Read("DimSize = 2 1 3\nElementType = MET_UCHAR", [1, 2, 3, 4, 5, 6]);
        using (var raw = File.OpenWrite(Path.Combine(_folder, "v.raw"))) raw.SetLength(4);

        Assert.Equal(0, volume.HeldBytes);
        Assert.Equal([3, 4], volume.Slice(1));
        var refused = Assert.Throws<ImageFormatException>(() => volume.Slice(2));
        Assert.Equal((ImageFault.TruncatedPixels, "v.mhd"), (refused.Fault, Path.GetFileName(refused.File)));
    }

    [Theory]
    [InlineData("False")]
    [InlineData("True")]
    public void Rows_of_a_slice_are_read_without_the_others(string isCompressed)
    {
        byte[] voxels = [.. Enumerable.Range(0, 24).Select(index => (byte)index)];

        var volume = Read($"DimSize = 2 3 4\nElementType = MET_UCHAR\nCompressedData = {isCompressed}", isCompressed == "True" ? Compressed(voxels) : voxels);

        Assert.Equal([8, 9, 10, 11], volume.Rows(1, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => volume.Rows(1, 2, 2));
    }

    [Fact]
    public void The_matrix_lists_the_axes_one_after_the_other()
    {
        var geometry = Read("DimSize = 1 1 1\nElementType = MET_UCHAR\nTransformMatrix = 0 1 0 0 0 1 1 0 0\nOffset = 10 20 30\nElementSpacing = 2 3 4", [0]).Geometry;

        Assert.Equal(new Point3(10 + 4, 20 + 2, 30 + 3), geometry.ToWorld(new(1, 1, 1)));
        Assert.Equal(new VoxelIndex(5, 0, 0), geometry.Nearest(new(10, 30, 30)));
    }

    [Theory]
    [InlineData("NDims = 4\nDimSize = 2 2 2 1\nElementType = MET_UCHAR", "v.raw", "E_UNSUPPORTED_FORMAT", "3 axes")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR", "LIST", "E_UNSUPPORTED_FORMAT", "a list or a pattern")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR", "v%03d.raw 1 3 1", "E_UNSUPPORTED_FORMAT", "a list or a pattern")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR\nElementNumberOfChannels = 3", "v.raw", "E_UNSUPPORTED_FORMAT", "3 values per voxel")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR\nBinaryData = False", "v.raw", "E_UNSUPPORTED_FORMAT", "as text")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR", "/etc/passwd", "E_PATH_TRAVERSAL", "outside")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR", "sub/../../v.raw", "E_PATH_TRAVERSAL", "outside")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR", "..\\v.raw", "E_PATH_TRAVERSAL", "outside")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR", "link.raw", "E_PATH_TRAVERSAL", "link")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR", "other.raw", "E_MISSING_FILE", "beside the header")]
    [InlineData("DimSize = 2 0 1\nElementType = MET_UCHAR", "v.raw", "E_INVALID_DATASET", "at least one along each axis")]
    [InlineData("DimSize = 2 2\nElementType = MET_UCHAR", "v.raw", "E_INVALID_DATASET", "DimSize")]
    [InlineData("DimSize = 2 two 1\nElementType = MET_UCHAR", "v.raw", "E_INVALID_DATASET", "DimSize is \"two\"")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR\nElementSpacing = 1 0 1", "v.raw", "E_INVALID_DATASET", "spacing")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR\nTransformMatrix = 1 0 0 1 0 0 0 0 1", "v.raw", "E_INVALID_DATASET", "in one plane")]
    [InlineData("DimSize = 2 2 1\nElementType = MET_UCHAR\nHeaderSize = 99", "v.raw", "E_TRUNCATED_PIXELS", "need 4 bytes")]
    [InlineData("DimSize = 1000 1000 1000\nElementType = MET_UCHAR\nCompressedData = True", "v.raw", "E_RESOURCE_LIMIT", "at most")]
    public void What_is_not_a_volume_in_its_folder_is_refused_and_says_why(string header, string data, string code, string reason)
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "link.raw"), "/etc/passwd");

        var refused = Assert.Throws<ImageFormatException>(() => Read(header, [1, 2, 3, 4], data));

        Assert.Equal(code, refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("passwd", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_file_that_promises_two_hundred_times_its_size_is_refused()
    {
        var bomb = Compressed(new byte[120_000_000]);

        var refused = Assert.Throws<ImageFormatException>(() => Read("DimSize = 10000 6000 2\nElementType = MET_UCHAR\nCompressedData = True", bomb).Slice(0));

        Assert.Equal(ImageFault.ResourceLimit, refused.Fault);
        Assert.Contains($"{bomb.Length} compressed bytes promise 120000000", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_data_that_end_early_or_were_changed_are_refused()
    {
        byte[] voxels = [.. Enumerable.Range(0, 64).Select(index => (byte)(index * 37))];
        var intact = Compressed(voxels);
        var changed = intact.ToArray();
        changed[^1] ^= 0xFF;
        const string Header = "DimSize = 8 8 1\nElementType = MET_UCHAR\nCompressedData = True";

        Assert.Equal(voxels.Select(voxel => (double)voxel), Read(Header, intact).Slice(0));
        Assert.Equal(ImageFault.CorruptImage, Assert.Throws<ImageFormatException>(() => Read(Header, changed).Slice(0)).Fault);
        Assert.Equal(ImageFault.TruncatedPixels, Assert.Throws<ImageFormatException>(() => Read(Header, Compressed(voxels[..20])).Slice(0)).Fault);
        // A stream that asks for a dictionary, which no image has.
        Assert.Equal(ImageFault.CorruptImage, Assert.Throws<ImageFormatException>(() => Read(Header, [0x78, 0xBB, 0, 0, 0, 1, 3, 0, 0, 0, 0, 1]).Slice(0)).Fault);
    }

    [Fact]
    public void A_file_that_is_no_header_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder, "text.mha"), "Dear colleague,\nplease find attached\n");

        Assert.Equal(ImageFault.UnsupportedFormat, Assert.Throws<ImageFormatException>(() => VolumeFile.Read(Path.Combine(_folder, "text.mha"))).Fault);
        Assert.Equal(ImageFault.MissingFile, Assert.Throws<ImageFormatException>(() => VolumeFile.Read(Path.Combine(_folder, "none.mhd"))).Fault);
        Assert.Equal(ImageFault.UnsupportedFormat, Assert.Throws<ImageFormatException>(() => VolumeFile.Read(Path.Combine(_folder, "slice.png"))).Fault);
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal)) zlib.Write(bytes);
        return compressed.ToArray();
    }

    private Volume Read(string header, byte[] data, string dataFile = "v.raw")
    {
        File.WriteAllBytes(Path.Combine(_folder, "v.raw"), data);
        var dimensions = header.Contains("NDims", StringComparison.Ordinal) ? "" : "NDims = 3\n";
        File.WriteAllText(Path.Combine(_folder, "v.mhd"), $"ObjectType = Image\n{dimensions}{header}\nElementDataFile = {dataFile}\n");
        return VolumeFile.Read(Path.Combine(_folder, "v.mhd"));
    }
}
