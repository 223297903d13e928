using StudyPortal.Core.Reading;

namespace StudyPortal.Core.Studies;

/// <summary>
/// A program that rates like a lenient or strict person who can see the lesion: the score is
/// 2.5 + 0.9 log2(mass inside / area inside) + the reader's bias (SD 0.35) + noise (SD 0.6), rounded and kept in 0..5; one map in fifty
/// cannot be judged; a map of another patient, or without a known lesion, is rated about 2.5. Not a model of radiologists.
/// </summary>
internal sealed class SimulatedReader(int seed)
{
    private const double Middle = 2.5, PerDoubling = 0.9, BiasDeviation = 0.35, NoiseDeviation = 0.6, CannotJudgeShare = 0.02;
    private const double SmallestShare = 1e-3;

    private readonly Random _random = new(seed);
    private readonly double _bias = BiasDeviation * Normal(new Random(StableSeed.Of(seed, "bias")));

    /// <param name="massInside">Share of the map inside the lesion, 0..1.</param>
    /// <param name="areaInside">Share of the image that the lesion covers, 0..1.</param>
    /// <returns>0..5, or null for "cannot judge".</returns>
    public int? Rate(double? massInside, double? areaInside)
    {
        var cannotJudge = _random.NextDouble() < CannotJudgeShare;
        var noise = NoiseDeviation * Normal(_random);
        if (cannotJudge) return null;
        var doublings = massInside is { } mass && areaInside is { } area
            ? Math.Log2(Math.Max(mass, SmallestShare) / Math.Max(area, SmallestShare))
            : 0;
        return (int)Math.Clamp(Math.Round(Middle + PerDoubling * doublings + _bias + noise), 0, 5);
    }

    /// <summary>Log-normal around eight seconds, the map always in view.</summary>
    public Viewing NextViewing()
    {
        var milliseconds = (int)(8000 * Math.Exp(0.4 * Normal(_random)));
        return new Viewing(milliseconds, milliseconds);
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
