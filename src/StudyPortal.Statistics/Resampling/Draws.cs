namespace StudyPortal.Statistics.Resampling;

/// <summary>
/// The random numbers of one replicate: SplitMix64 (Steele, Lea &amp; Flood, OOPSLA 2014) started from the seed and the number of the
/// replicate, so that a replicate draws the same on any core, in any order, on any platform.
/// </summary>
public sealed class Draws(int seed, int replicate)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong state = Mix(((ulong)(uint)seed << 32) | (uint)replicate);

    /// <summary>Draws <paramref name="size"/> indices with replacement from 0 to <paramref name="size"/> - 1.</summary>
    public int[] Sample(int size)
    {
        var drawn = new int[size];
        for (var index = 0; index < size; index++)
            drawn[index] = Below(size);

        return drawn;
    }

    /// <summary>Puts the items into one of their orders, all equally likely (Fisher &amp; Yates; Durstenfeld, CACM 1964;7:420).</summary>
    public void Shuffle(Span<int> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var drawn = Below(last + 1);
            (items[last], items[drawn]) = (items[drawn], items[last]);
        }
    }

    /// <summary>64 fair coins.</summary>
    public ulong Bits() => Mix(state += GoldenGamma);

    private int Below(int bound) => (int)Math.BigMul(Bits(), (ulong)bound, out _);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
