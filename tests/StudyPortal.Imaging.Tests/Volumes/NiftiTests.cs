using System.Buffers.Binary;
using System.IO.Compression;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Imaging.Tests.Volumes;

/// <summary>Headers are laid out as nifti1.h and nifti2.h say.</summary>
public sealed class NiftiTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-nifti").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2, VoxelType.Unsigned8, "FE", 254)]
    [InlineData(256, VoxelType.Signed8, "FE", -2)]
    [InlineData(4, VoxelType.Signed16, "FFFE", -2)]
    [InlineData(512, VoxelType.Unsigned16, "FFFE", 65534)]
    [InlineData(8, VoxelType.Signed32, "FFFFFFFE", -2)]
    [InlineData(768, VoxelType.Unsigned32, "FFFFFFFE", 4294967294)]
    [InlineData(1024, VoxelType.Signed64, "FFFFFFFFFFFFFFFE", -2)]
    [InlineData(1280, VoxelType.Unsigned64, "00000000000000FE", 254)]
    [InlineData(16, VoxelType.Floating32, "C0200000", -2.5)]
    [InlineData(64, VoxelType.Floating64, "C004000000000000", -2.5)]
    public void Every_real_type_is_read_in_both_versions_and_byte_orders(short code, VoxelType type, string bigEndian, double value)
    {
        var big = Convert.FromHexString(bigEndian);
        foreach (var isSecond in (bool[])[false, true])
            foreach (var isBig in (bool[])[false, true])
            {
                byte[] voxels = isBig ? big : [.. big.Reverse()];
                var volume = Read("v.nii", [.. Header(isSecond, isBig, 2, 1, 1, code), .. voxels, .. voxels]);
                Assert.Equal((type, 2, 0L), (volume.Type, volume.Width, volume.HeldBytes));
                Assert.Equal([value, value], volume.All());
            }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compressed_and_plain_give_the_same(bool isSecond)
    {
        byte[] file = [.. Header(isSecond, false, 2, 2, 1, 2), 1, 2, 3, 4];
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(file);

        var volume = Read("v.nii.gz", compressed.ToArray());

        Assert.Equal([1, 2, 3, 4], volume.All());
        Assert.Equal(4, volume.HeldBytes);
    }

    [Theory]
    [InlineData("v.hdr")]
    [InlineData("v.img")]
    public void A_pair_is_read_from_either_of_its_files(string named)
    {
        var header = Header(false, false, 2, 2, 1, 2);
        "ni1\0"u8.CopyTo(header.AsSpan(344));
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), 1);
        File.WriteAllBytes(PathOf("v.hdr"), header);
        File.WriteAllBytes(PathOf("v.img"), [9, 1, 2, 3, 4]);

        Assert.Equal([1, 2, 3, 4], VolumeFile.Read(PathOf(named)).All());

        File.Delete(PathOf("v.img"));
        Assert.Equal(ImageFault.MissingFile, Assert.Throws<ImageFormatException>(() => VolumeFile.Read(PathOf("v.hdr"))).Fault);
    }

    [Fact]
    public void A_slope_of_zero_leaves_the_stored_values()
    {
        Assert.Equal([7], Read("v.nii", [.. Changed(112, 0f, 116, 5f), 7]).All());
        Assert.Equal([12], Read("v.nii", [.. Changed(112, 1f, 116, 5f), 7]).All());
        Assert.Equal([19], Read("v.nii", [.. Changed(112, 2f, 116, 5f), 7]).All());
        Assert.Equal(ImageFault.InvalidDataset, Assert.Throws<ImageFormatException>(() => Read("v.nii", [.. Changed(112, 2f, 116, float.NaN), 7])).Fault);
    }

    /// <summary>A quarter turn about z: b = c = 0, d = sin 45 degrees; x runs to the front, y to the left. A qfac of -1 turns z round.</summary>
    [Theory]
    [InlineData(1f, 4.0)]
    [InlineData(-1f, -4.0)]
    public void A_quaternion_turns_the_axes(float hand, double up)
    {
        var header = Changed(76, hand, 80, 2f, 84, 3f, 88, 4f, 264, (float)Math.Sqrt(0.5), 268, 10f, 272, 20f, 276, 30f);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(252), 1);

        var geometry = Read("v.nii", [.. header, 7]).Geometry;

        AssertPoint(new(-10, -20, 30), geometry.Origin);
        AssertPoint(new(-10, -22, 30), geometry.ToWorld(new(1, 0, 0)));
        AssertPoint(new(-7, -20, 30), geometry.ToWorld(new(0, 1, 0)));
        AssertPoint(new(-10, -20, 30 + up), geometry.ToWorld(new(0, 0, 1)));
    }

    [Fact]
    public void Metres_become_millimetres_and_unmeasured_axes_one_of_them()
    {
        var header = Changed(80, 0.002f, 84, 0f, 88, 0.004f);
        header[123] = 1;

        var spacing = Read("v.nii", [.. header, 7]).Geometry.Spacing;

        Assert.Equal((2, 4), (Math.Round(spacing.X, 6), Math.Round(spacing.Z, 6)));
    }

    [Fact]
    public void What_is_not_one_volume_of_numbers_is_refused()
    {
        AssertRefused("E_UNSUPPORTED_FORMAT", header => BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), 128));
        AssertRefused("E_UNSUPPORTED_FORMAT", header => { header[40] = 4; header[48] = 2; });
        AssertRefused("E_INVALID_DATASET", header => header[40] = 9);
        AssertRefused("E_INVALID_DATASET", header => header[42] = 0);
        AssertRefused("E_INVALID_DATASET", header => BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), float.NaN));
        AssertRefused("E_INVALID_DATASET", header => BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(80), -1));
        AssertRefused("E_INVALID_DATASET", header => BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(254), 1));
        AssertRefused("E_TRUNCATED_PIXELS", header => header[42] = 9);
        AssertRefused("E_RESOURCE_LIMIT", header => { foreach (var at in (int[])[43, 45, 47]) header[at] = 0x7F; });
        Assert.Equal(ImageFault.TruncatedHeader, Assert.Throws<ImageFormatException>(() => Read("v.nii", Header(false, false, 1, 1, 1, 2)[..200])).Fault);
        Assert.Equal(ImageFault.TruncatedHeader, Assert.Throws<ImageFormatException>(() => Read("v.nii", Header(true, false, 1, 1, 1, 2)[..400])).Fault);
    }

    [Fact]
    public void A_compressed_file_that_promises_two_hundred_times_its_size_is_refused()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Header(false, false, 10_000, 6_000, 2, 2));
            gzip.Write(new byte[120_000_000]);
        }

        var refused = Assert.Throws<ImageFormatException>(() => Read("v.nii.gz", compressed.ToArray()).Slice(0));

        Assert.Equal(ImageFault.ResourceLimit, refused.Fault);
        Assert.Contains($"{compressed.Length} compressed bytes promise 120000352", refused.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string code, Action<byte[]> change)
    {
        var header = Header(false, false, 1, 1, 1, 2);
        change(header);
        Assert.Equal(code, Assert.Throws<ImageFormatException>(() => Read("v.nii", [.. header, 7])).Code);
    }

    private static void AssertPoint(Point3 expected, Point3 found) => Assert.True(
        Math.Abs(expected.X - found.X) + Math.Abs(expected.Y - found.Y) + Math.Abs(expected.Z - found.Z) < 1e-5, $"{found}, expected {expected}");

    /// <summary>One voxel of 8 bits, with these numbers at these bytes of its header.</summary>
    private static byte[] Changed(params object[] changes)
    {
        var header = Header(false, false, 1, 1, 1, 2);
        foreach (var change in changes.Chunk(2)) BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan((int)change[0]), (float)change[1]);
        return header;
    }

    private static byte[] Header(bool isSecond, bool isBig, int width, int height, int depth, short type)
    {
        var header = new byte[isSecond ? 544 : 352];
        int[] sides = [3, width, height, depth, 1, 1, 1, 1];
        Write(0, isSecond ? 540 : 348, 4);
        foreach (var (axis, side) in sides.Index()) Write(isSecond ? 16 + 8 * axis : 40 + 2 * axis, side, isSecond ? 8 : 2);
        Write(isSecond ? 12 : 70, type, 2);
        if (isSecond) Write(168, 544, 8);
        else Write(108, BitConverter.SingleToInt32Bits(352), 4);
        if (isSecond) "n+2\0\r\n\u001a\n"u8.CopyTo(header.AsSpan(4));
        else "n+1\0"u8.CopyTo(header.AsSpan(344));
        return header;

        void Write(int at, long value, int bytes)
        {
            var little = BitConverter.GetBytes(value)[..bytes];
            if (isBig) Array.Reverse(little);
            little.CopyTo(header, at);
        }
    }

    private Volume Read(string name, byte[] file)
    {
        File.WriteAllBytes(PathOf(name), file);
        return VolumeFile.Read(PathOf(name));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
