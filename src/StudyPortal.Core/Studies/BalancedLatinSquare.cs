namespace StudyPortal.Core.Studies;

/// <summary>
/// Williams' design: every treatment once in each row, equally often in each column, and each directly after each other
/// one equally often. Even n needs n rows; odd n needs the square and its mirror, 2n rows (Williams 1949).
/// </summary>
internal static class BalancedLatinSquare
{
    public static IReadOnlyList<int[]> Rows(int treatments)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(treatments);
        var first = Enumerable.Range(0, treatments).Select(column => column % 2 == 0 ? column / 2 : treatments - (column + 1) / 2).ToArray();
        var square = Enumerable.Range(0, treatments).Select(shift => Array.ConvertAll(first, t => (t + shift) % treatments)).ToArray();
        if (treatments % 2 == 0 || treatments == 1) return square;
        return [.. square, .. square.Select(row => Enumerable.Reverse(row).ToArray())];
    }
}
