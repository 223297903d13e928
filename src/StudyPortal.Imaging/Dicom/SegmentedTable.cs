namespace StudyPortal.Imaging.Dicom;

/// <summary>Palette tables that are stored as pieces of curves (PS3.3 C.7.9.2).</summary>
internal static class SegmentedTable
{
    private const int Discrete = 0, Linear = 1, Indirect = 2;

    /// <exception cref="ImageFormatException">E_INVALID_DATASET: the segments give another number of entries, or there is no such segment.</exception>
    public static ushort[] Expand(DicomDataset dataset, DicomTag tag, int length)
    {
        var words = dataset.UnsignedShorts(tag);
        var entries = new List<ushort>(length);
        for (var at = 0; at + 1 < words.Length && entries.Count < length;)
        {
            var size = Append(words, at, entries, length, mayPoint: true);
            if (size == 0)
                throw dataset.Wrong(tag, $"damaged at segment word {at}", "discrete, linear and indirect segments");
            at += size;
        }
        if (entries.Count != length)
            throw dataset.Wrong(tag, $"{entries.Count} entries long", $"{length} entries");
        return [.. entries];
    }

    /// <summary>The words that the segment takes; 0 where it is none.</summary>
    private static int Append(ushort[] words, int at, List<ushort> entries, int length, bool mayPoint)
    {
        if (at + 2 > words.Length)
            return 0;
        var (kind, count) = (words[at], words[at + 1]);
        if (entries.Count + (kind == Indirect ? 0 : count) > length)
            return 0;
        switch (kind)
        {
            case Discrete when at + 2 + count <= words.Length:
                entries.AddRange(words[(at + 2)..(at + 2 + count)]);
                return 2 + count;
            case Linear when at + 3 <= words.Length && entries.Count > 0:
                var (from, to) = (entries[^1], words[at + 2]);
                for (var step = 1; step <= count; step++)
                    entries.Add((ushort)Math.Round(from + (to - from) * (double)step / count));
                return 3;
            case Indirect when mayPoint && at + 4 <= words.Length:
                return AppendAgain(words, words[at + 2] | words[at + 3] << 16, count, entries, length) ? 4 : 0;
            default:
                return 0;
        }
    }

    /// <summary>Segments that stand further up, once more. The offset counts bytes.</summary>
    private static bool AppendAgain(ushort[] words, int offset, int segments, List<ushort> entries, int length)
    {
        var at = offset / 2;
        for (var segment = 0; segment < segments; segment++)
        {
            if (at < 0 || Append(words, at, entries, length, mayPoint: false) is not (> 0 and var size))
                return false;
            at += size;
        }
        return true;
    }
}
