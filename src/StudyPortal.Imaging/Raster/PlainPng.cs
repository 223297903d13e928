using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Raster;

/// <summary>
/// The PNG files that most data sets consist of, gray of 8 or 16 bits and not interlaced, with the runtime's own inflater, which is faster.
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
            return Gather(content, packed) is { } length && Inflates(packed, length, rows.AsSpan(0, (pitch + 1) * height)) && Restored(rows, pitch, height, bytes) is { } values
                ? new RasterSamples(width, height, 1, bytes == 1 ? SampleType.EightBits : SampleType.SixteenBits, values)
                : null;
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

    /// <summary>Whether the stream holds just these bytes; its checksum is looked at with the last of them.</summary>
    private static bool Inflates(byte[] packed, int length, Span<byte> rows)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed, 0, length), CompressionMode.Decompress);
            return stream.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false) == rows.Length && stream.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The samples, little endian; null when a row has a filter that there is not.</summary>
    private static byte[]? Restored(byte[] rows, int pitch, int height, int bytes)
    {
        var values = GC.AllocateUninitializedArray<byte>(pitch * height);
        for (var row = 0; row < height; row++)
            if (!Restore(rows.AsSpan(row * (pitch + 1), pitch + 1), row == 0 ? default : values.AsSpan((row - 1) * pitch, pitch), values.AsSpan(row * pitch, pitch), bytes))
                return null;
        if (bytes == 2)
            SwapBytes(values);
        return values;
    }

    /// <summary>Undoes the filter of a row, which its first byte names; false when there is no such filter.</summary>
    private static bool Restore(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytes)
    {
        var filter = filtered[0];
        filtered[1..].CopyTo(row);
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                for (var at = bytes; at < row.Length; at++)
                    row[at] += row[at - bytes];
                return true;
            case 2:
                AddAbove(row, above);
                return true;
            case 3:
                for (var at = 0; at < row.Length; at++)
                    row[at] += (byte)(((at < bytes ? 0 : row[at - bytes]) + (above.IsEmpty ? 0 : above[at])) / 2);
                return true;
            case 4:
                for (var at = 0; at < row.Length; at++)
                    row[at] += above.IsEmpty ? at < bytes ? (byte)0 : row[at - bytes] : at < bytes ? above[at] : Nearest(row[at - bytes], above[at], above[at - bytes]);
                return true;
            default:
                return false;
        }
    }

    private static void AddAbove(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var at = 0;
        for (; at <= above.Length - Vector<byte>.Count; at += Vector<byte>.Count)
            (new Vector<byte>(row[at..]) + new Vector<byte>(above[at..])).CopyTo(row[at..]);
        for (; at < above.Length; at++)
            row[at] += above[at];
    }

    /// <summary>Paeth's predictor: the neighbour nearest to left + above - corner.</summary>
    private static byte Nearest(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - 2 * corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }

    private static void SwapBytes(Span<byte> values)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(values);
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
