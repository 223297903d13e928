using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StudyPortal.Imaging.Raster;

/// <summary>
/// Undoes the filters of eight rows of 8-bit pixels at once, of which each is one pixel behind the row above it: a pixel needs those to its
/// left and above, so that along one row nothing can be done side by side.
/// </summary>
internal struct PngWave
{
    public const int Rows = 8;

    /// <summary>So many steps are laid out side by side at a time.</summary>
    private const int Steps = 256;

    private readonly Vector128<short> _sub, _up, _average, _paeth;
    private Vector128<short> _pixels, _above;

    private PngWave(ReadOnlySpan<byte> filtered, int columns)
    {
        Span<short> filters = stackalloc short[Rows];
        for (var row = 0; row * (columns + 1) < filtered.Length; row++)
            filters[row] = filtered[row * (columns + 1)];
        var named = Vector128.Create<short>(filters);
        (_sub, _up) = (Vector128.Equals(named, Vector128.Create((short)PngFilters.Sub)), Vector128.Equals(named, Vector128.Create((short)PngFilters.Up)));
        (_average, _paeth) = (Vector128.Equals(named, Vector128.Create((short)PngFilters.Average)), Vector128.Equals(named, Vector128.Create((short)PngFilters.Paeth)));
    }

    /// <param name="filtered">At most eight rows, each behind the byte that names its filter.</param>
    /// <param name="above">The row before them.</param>
    /// <param name="into">As many rows without those bytes.</param>
    public static void Undo(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> into)
    {
        var (columns, rows) = (above.Length, into.Length / above.Length);
        Span<short> block = stackalloc short[Steps * Rows];
        var wave = new PngWave(filtered, columns);
        for (var start = 0; start < columns + rows - 1; start += Steps)
        {
            block.Clear();
            for (var row = 0; row < rows; row++)
                if (Cells(row, start, columns) is { Last: var last, First: var step } && last > step)
                    Lay(filtered[(row * (columns + 1) + 1 + start + step - row)..], block[..(last * Rows)], step * Rows + row);
            wave.Move(MemoryMarshal.Cast<short, Vector128<short>>(block), above, start);
            for (var row = 0; row < rows; row++)
                if (Cells(row, start, columns) is { Last: var last, First: var step } && last > step)
                    Take(block[..(last * Rows)], step * Rows + row, into[(row * columns + start + step - row)..]);
        }
    }

    /// <summary>The steps of a block in which a row is under way.</summary>
    private static (int First, int Last) Cells(int row, int start, int columns) => (Math.Max(0, row - start), Math.Min(Steps, columns + row - start));

    private static void Lay(ReadOnlySpan<byte> row, Span<short> block, int cell)
    {
        for (var at = 0; cell < block.Length; at++, cell += Rows)
            block[cell] = row[at];
    }

    private static void Take(ReadOnlySpan<short> block, int cell, Span<byte> row)
    {
        for (var at = 0; cell < block.Length; at++, cell += Rows)
            row[at] = (byte)block[cell];
    }

    /// <summary>Where a row has not begun, or is over, all is zero.</summary>
    private void Move(Span<Vector128<short>> block, ReadOnlySpan<byte> rowAbove, int at)
    {
        var (left, corner) = (_pixels, _above);
        for (var step = 0; step < block.Length; step++, at++)
        {
            var above = Vector128.Shuffle(left, Vector128.Create((short)-1, 0, 1, 2, 3, 4, 5, 6)) | Vector128.CreateScalar((short)(at < rowAbove.Length ? rowAbove[at] : 0));
            var other = (left & _sub) | (above & _up) | (((left + above) >>> 1) & _average);
            left = (block[step] + (other | (Nearest(left, above, corner) & _paeth))) & Vector128.Create((short)byte.MaxValue);
            corner = above;
            block[step] = left;
        }
        (_pixels, _above) = (left, corner);
    }

    /// <summary>
    /// Paeth's predictor, the neighbour nearest to left + above - corner: the lower of left and above where the corner is nearer to the higher
    /// one or beyond it, the higher where the corner is nearer to the lower one, and else the corner.
    /// </summary>
    internal static Vector128<short> Nearest(Vector128<short> left, Vector128<short> above, Vector128<short> corner)
    {
        var (low, high, bound) = (Vector128.Min(left, above), Vector128.Max(left, above), corner + corner + corner - left - above);
        var nearest = Vector128.ConditionalSelect(Vector128.GreaterThan(high, bound), corner, low);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(bound, low), nearest, high);
    }
}
