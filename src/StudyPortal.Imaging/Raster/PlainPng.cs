using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Raster;

/// <summary>
/// The PNG files that most data sets consist of, gray of 8 or 16 bits and not interlaced, decoded here, which is faster.
/// Any other PNG, and any that is not whole, is left to libvips, which knows what is wrong with it.
/// </summary>
internal static class PlainPng
{
    private const int HeaderLength = 33, ChunkOverhead = 12;

    /// <summary>Null where libvips has to look.</summary>
    public static RasterSamples? Read(byte[] content)
    {
        if (content.Length < HeaderLength || !content.AsSpan(12).StartsWith("IHDR"u8))
            return null;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(20)));
        var bytes = content.AsSpan(24, 5) switch { [8, 0, 0, 0, 0] => 1, [16, 0, 0, 0, 0] => 2, _ => 0 };
        if (bytes == 0 || width < 1 || height < 1 || (long)width * height > ImageLimits.Pixels)
            return null;
        var pitch = width * bytes;
        ImageLimits.CheckExpansion((long)pitch * height, content.Length);
        var (packed, rows) = (ArrayPool<byte>.Shared.Rent(content.Length), ArrayPool<byte>.Shared.Rent((pitch + 1) * height));
        try
        {
            var filtered = rows.AsSpan(0, (pitch + 1) * height);
            if (Gather(content, packed) is not { } length || !ZlibData.Inflates(packed, length, filtered) || PngFilters.Undone(filtered, pitch, bytes) is not { } values)
                return null;
            if (bytes == 2)
                SwapBytes(values);
            return new RasterSamples(width, height, 1, bytes == 1 ? SampleType.EightBits : SampleType.SixteenBits, values);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
            ArrayPool<byte>.Shared.Return(rows);
        }
    }

    /// <summary>Brings the compressed pixels together and returns how many bytes they are; null when the chunks are not whole, or say how to turn the image.</summary>
    private static int? Gather(byte[] content, byte[] packed)
    {
        var gathered = 0;
        for (var at = 8; at <= content.Length - ChunkOverhead;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
            if (length > content.Length - ChunkOverhead - at)
                return null;
            var kind = content.AsSpan(at + 4, 4);
            if (kind.SequenceEqual("eXIf"u8))
                return null;
            if (kind.SequenceEqual("IEND"u8))
                return gathered;
            if (kind.SequenceEqual("IDAT"u8))
            {
                content.AsSpan(at + 8, (int)length).CopyTo(packed.AsSpan(gathered));
                gathered += (int)length;
            }
            at += ChunkOverhead + (int)length;
        }
        return null;
    }

    private static void SwapBytes(Span<byte> values)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(values);
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
