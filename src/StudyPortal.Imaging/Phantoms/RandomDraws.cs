namespace StudyPortal.Imaging.Phantoms;

internal static class RandomDraws
{
    /// <summary>A generator for one member of a numbered family (SplitMix64 finaliser, so that neighbours are unrelated).</summary>
    public static Random For(int seed, int index)
    {
        var mixed = ((ulong)(uint)seed << 32 | (uint)index) + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return new Random((int)((mixed ^ (mixed >> 31)) & int.MaxValue));
    }

    public static double Between(this Random random, double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>A normal deviate (Box-Muller, one of the pair).</summary>
    public static double Normal(this Random random, double mean, double deviation) =>
        mean + deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
