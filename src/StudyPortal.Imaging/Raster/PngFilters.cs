using System.Numerics;
using System.Runtime.Intrinsics;

namespace StudyPortal.Imaging.Raster;

/// <summary>Undoes what a PNG file does to its rows before they are compressed (PNG specification, section 9), for pixels of one or two bytes.</summary>
internal static class PngFilters
{
    public const int None = 0, Sub = 1, Up = 2, Average = 3, Paeth = 4;

    /// <summary>The pixels without the bytes that name the filters; null when a row names one that there is not.</summary>
    /// <param name="rows">Each behind the byte that names its filter.</param>
    /// <param name="pitch">Bytes of a row without that one.</param>
    /// <param name="bytes">Of a pixel: 1 or 2.</param>
    public static byte[]? Undone(ReadOnlySpan<byte> rows, int pitch, int bytes)
    {
        var height = rows.Length / (pitch + 1);
        for (var row = 0; row < height; row++)
            if (rows[row * (pitch + 1)] > Paeth)
                return null;
        var values = GC.AllocateUninitializedArray<byte>(height * pitch);
        ReadOnlySpan<byte> above = new byte[pitch];
        for (int row = 0, taken; row < height; row += taken)
        {
            var isWave = bytes == 1 && rows[row * (pitch + 1)] == Paeth;
            taken = isWave ? Math.Min(PngWave.Rows, height - row) : 1;
            var filtered = rows.Slice(row * (pitch + 1), taken * (pitch + 1));
            var into = values.AsSpan(row * pitch, taken * pitch);
            if (isWave)
                PngWave.Undo(filtered, above, into);
            else
                Undo(filtered[0], filtered[1..], above, into, bytes);
            above = into[^pitch..];
        }
        return values;
    }

    private static void Undo(int filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytes)
    {
        if (filter == None)
            filtered.CopyTo(row);
        else if (filter == Sub)
            AddLeft(filtered, row, bytes);
        else if (filter == Up)
            AddAbove(filtered, above, row);
        else if (filter == Average)
            AddAverage(filtered, above, row, bytes);
        else
            AddNearest(filtered, above, row, bytes);
    }

    /// <summary>A running sum, sixteen bytes at a time.</summary>
    private static void AddLeft(ReadOnlySpan<byte> filtered, Span<byte> row, int bytes)
    {
        var (at, left) = (0, Vector128<byte>.Zero);
        for (; at <= row.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var sums = Vector128.Create(filtered[at..]);
            if (bytes == 1)
                sums += Vector128.Shuffle(sums, Vector128.Create((byte)255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
            sums += Vector128.Shuffle(sums, Vector128.Create((byte)255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
            sums += Vector128.Shuffle(sums, Vector128.Create((byte)255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
            sums += Vector128.Shuffle(sums, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7)) + left;
            sums.CopyTo(row[at..]);
            left = bytes == 1 ? Vector128.Create(sums[15]) : Vector128.Create(sums.AsUInt16()[7]).AsByte();
        }
        for (; at < row.Length; at++)
            row[at] = (byte)(filtered[at] + (at < bytes ? 0 : row[at - bytes]));
    }

    private static void AddAbove(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        var at = 0;
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
            (new Vector<byte>(filtered[at..]) + new Vector<byte>(above[at..])).CopyTo(row[at..]);
        for (; at < row.Length; at++)
            row[at] = (byte)(filtered[at] + above[at]);
    }

    private static void AddAverage(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytes)
    {
        for (var at = 0; at < row.Length; at++)
            row[at] = (byte)(filtered[at] + (((at < bytes ? 0 : row[at - bytes]) + above[at]) >> 1));
    }

    private static void AddNearest(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytes)
    {
        for (var at = 0; at < row.Length; at++)
        {
            var (left, corner) = at < bytes ? (0, 0) : ((int)row[at - bytes], (int)above[at - bytes]);
            var (toLeft, toAbove, toCorner) = (Math.Abs(above[at] - corner), Math.Abs(left - corner), Math.Abs(left + above[at] - corner - corner));
            var nearest = toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above[at] : corner;
            row[at] = (byte)(filtered[at] + nearest);
        }
    }
}
