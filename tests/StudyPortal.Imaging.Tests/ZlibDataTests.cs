using System.IO.Compression;

namespace StudyPortal.Imaging.Tests;

/// <summary>The same with libdeflate and without it.</summary>
public sealed class ZlibDataTests
{
    /// <summary>The mark of the end is up to two bytes long.</summary>
    private const int ChecksumLength = 4, EndLength = ChecksumLength + 2;

    private static readonly byte[] Whole = [.. Enumerable.Range(0, 3000).Select(index => (byte)(index * index / 7))];

    private static readonly byte[] Packed = Compressed(Whole);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whole_data_come_out_also_where_more_follows(bool isAtOnce)
    {
        Assert.Equal(Whole, Inflated(isAtOnce, Packed, Whole.Length));
        Assert.Equal(Whole, Inflated(isAtOnce, [.. Packed, 1, 2, 3], Whole.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Data_of_another_length_are_refused(bool isAtOnce)
    {
        Assert.Null(Inflated(isAtOnce, Packed, Whole.Length - 1));
        Assert.Null(Inflated(isAtOnce, Packed, Whole.Length + 1));
    }

    [Fact]
    public void Data_that_are_cut_short_are_refused_at_every_byte()
    {
        for (var length = 0; length < Packed.Length; length++)
            Assert.True(Inflated(isAtOnce: true, Packed[..length], Whole.Length) is null, $"{length} bytes");
    }

    [Fact]
    public void Without_libdeflate_data_that_are_cut_short_are_refused_or_whole_but_for_their_end()
    {
        for (var length = 0; length < Packed.Length; length++)
            if (Inflated(isAtOnce: false, Packed[..length], Whole.Length) is { } read)
                Assert.True(length >= Packed.Length - EndLength && read.SequenceEqual(Whole), $"{length} bytes");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_checksum_that_does_not_fit_is_refused(bool isAtOnce)
    {
        for (var at = Packed.Length - ChecksumLength; at < Packed.Length; at++)
            Assert.Null(Inflated(isAtOnce, Changed(at, 0x10), Whole.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Data_that_need_a_dictionary_or_are_not_deflated_are_refused(bool isAtOnce)
    {
        Assert.Null(Inflated(isAtOnce, [0x78, 0x20, .. Packed[2..]], Whole.Length));
        Assert.Null(Inflated(isAtOnce, "not deflated"u8.ToArray(), Whole.Length));
    }

    [Fact]
    public void No_changed_bit_gives_other_bytes_on_one_of_the_ways()
    {
        for (var bit = 0; bit < Packed.Length * 8; bit++)
        {
            var changed = Changed(bit / 8, (byte)(1 << bit % 8));
            Assert.Equal(Inflated(isAtOnce: false, changed, Whole.Length), Inflated(isAtOnce: true, changed, Whole.Length));
        }
    }

    private static byte[]? Inflated(bool isAtOnce, byte[] packed, int length)
    {
        Assert.SkipUnless(ZlibData.IsNative || !isAtOnce, "libdeflate.so.0 is not installed: apt-get install libdeflate0");
        var into = new byte[length];
        return (isAtOnce ? ZlibData.InflatesAtOnce(packed, into) : ZlibData.InflatesAsStream(packed, packed.Length, into)) ? into : null;
    }

    private static byte[] Changed(int at, byte bits)
    {
        var changed = Packed.ToArray();
        changed[at] ^= bits;
        return changed;
    }

    private static byte[] Compressed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(content);
        return packed.ToArray();
    }
}
