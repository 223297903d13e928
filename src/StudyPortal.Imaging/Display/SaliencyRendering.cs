using StudyPortal.Imaging.Raster;

namespace StudyPortal.Imaging.Display;

/// <summary>A map in colours.</summary>
/// <param name="Png">8-bit RGB, the size of the map.</param>
/// <param name="Low">The map value under the lowest colour, after clipping.</param>
/// <param name="High">The map value under the highest colour, after clipping.</param>
/// <param name="ZeroLevel">Where zero lies between them, in [0, 1]; the nearer end when zero is outside.</param>
/// <param name="Constant">The map has one value only and says nothing; it is shown in the middle colour.</param>
/// <param name="Contract">How it was rendered.</param>
public sealed record RenderedMap(byte[] Png, double Low, double High, double ZeroLevel, bool Constant, RenderContract Contract);

/// <summary>
/// Renders saliency maps as the study shows them: clipped at the mean plus or minus three standard deviations, scaled
/// from the minimum to the maximum of the clipped map, coloured. The same map gives the same bytes.
/// </summary>
public static class SaliencyRendering
{
    /// <summary>The only contract in use.</summary>
    public static RenderContract Contract { get; } = new("1", 3, "min-max per map", ColourMap.CoolWarm.Name);

    public static RenderedMap Render(FloatMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var clipped = Clipped(map.Values, Contract.ClipDeviations);
        var (low, high) = (clipped.Min(), clipped.Max());
        var constant = low == high;
        var levels = Array.ConvertAll(clipped, value => constant ? 0.5 : (value - low) / (high - low));
        var zero = constant ? 0.5 : Math.Clamp(-low / (high - low), 0, 1);
        return new RenderedMap(Coloured(levels, map.Width, map.Height), low, high, zero, constant, Contract);
    }

    private static double[] Clipped(float[] values, double deviations)
    {
        var mean = values.Average(value => (double)value);
        var squares = values.Sum(value => (value - mean) * (value - mean));
        var reach = values.Length > 1 ? deviations * Math.Sqrt(squares / (values.Length - 1)) : 0;
        return Array.ConvertAll(values, value => Math.Clamp(value, mean - reach, mean + reach));
    }

    private static byte[] Coloured(double[] levels, int width, int height)
    {
        var samples = new byte[levels.Length * 3];
        for (var index = 0; index < levels.Length; index++)
        {
            var colour = ColourMap.CoolWarm.At(levels[index]);
            (samples[3 * index], samples[3 * index + 1], samples[3 * index + 2]) = (colour.Red, colour.Green, colour.Blue);
        }
        return Png.Encode(samples, width, height, bands: 3);
    }
}
