namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// The levels, at most 65,536, in which a viewing image holds the stored values: level n is First + n x Step. Values of up
/// to 16 bits have a level each, counted from the lowest that can be stored; wider ones are counted from the lowest there is
/// in the frame, and share levels only where they span more of them.
/// </summary>
internal sealed record ViewingLevels(double First, double Step, int Count)
{
    private const int Most = 1 << 16;

    public static ViewingLevels Of(PixelModule module, StoredPixels stored)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        stored.ForEach((_, value) =>
        {
            if (double.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        });
        if (module.IsNarrow)
            return Whole(module, low, high);
        if (!(low < high))
            return new ViewingLevels(double.IsFinite(low) ? low : 0, 1, 1);
        return module.IsFloat || high - low >= Most ? new ViewingLevels(low, (high - low) / (Most - 1), Most) : new ViewingLevels(low, 1, (int)(high - low) + 1);
    }

    public double Value(int level) => First + level * Step;

    /// <summary>What is not a number has the lowest.</summary>
    public int Level(double value) => Step == 1 ? Math.Clamp((int)(value - First), 0, Count - 1)
        : double.IsNaN(value) ? 0 : (int)Math.Clamp(Math.Round((value - First) / Step), 0, Count - 1);

    /// <summary>All values of the stored bits, or of the allocated ones where a codestream holds more than the header says.</summary>
    private static ViewingLevels Whole(PixelModule module, double low, double high)
    {
        foreach (var bits in new[] { module.BitsStored, 8 * module.BytesPerSample })
            if (new ViewingLevels(module.IsSigned ? -(1 << (bits - 1)) : 0, 1, 1 << bits) is var levels && low >= levels.First && high <= levels.Value(levels.Count - 1))
                return levels;
        throw new InvalidOperationException("A value lies outside its own type.");
    }
}
