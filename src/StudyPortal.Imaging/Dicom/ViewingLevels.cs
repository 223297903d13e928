using System.Numerics;
using System.Runtime.InteropServices;

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
        var (low, high) = stored.Ends();
        if (module.IsNarrow)
            return Whole(module, low, high);
        if (!(low < high))
            return new ViewingLevels(double.IsFinite(low) ? low : 0, 1, 1);
        return module.IsFloat || high - low >= Most ? new ViewingLevels(low, (high - low) / (Most - 1), Most) : new ViewingLevels(low, 1, (int)(high - low) + 1);
    }

    public double Value(int level) => First + level * Step;

    /// <summary>The level of each value, counted from the highest downwards where the picture is to be turned round.</summary>
    public ushort[] Pixels(StoredPixels stored, bool descends)
    {
        var pixels = new ushort[stored.Count];
        var top = Count - 1;
        switch (stored.Type)
        {
            case StoredType.U8: Fill<byte>(stored, pixels, descends); break;
            case StoredType.U16: Fill<ushort>(stored, pixels, descends); break;
            case StoredType.S16: Fill<short>(stored, pixels, descends); break;
            default: stored.ForEach((index, value) => pixels[index] = (ushort)(descends ? top - Level(value) : Level(value))); break;
        }
        return pixels;
    }

    private void Fill<T>(StoredPixels stored, ushort[] pixels, bool descends)
        where T : unmanaged, INumber<T>
    {
        var values = MemoryMarshal.Cast<byte, T>(stored.Bytes);
        var (first, last) = ((int)First, (int)First + Count - 1);
        for (var index = 0; index < pixels.Length; index++)
        {
            var value = int.CreateTruncating(values[index]);
            pixels[index] = (ushort)(descends ? last - value : value - first);
        }
    }

    /// <summary>What is not a number has the lowest.</summary>
    private int Level(double value) => Step == 1 ? Math.Clamp((int)(value - First), 0, Count - 1)
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
