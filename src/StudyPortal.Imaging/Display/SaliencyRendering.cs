using StudyPortal.Imaging.Raster;

namespace StudyPortal.Imaging.Display;

/// <summary>A map in colours.</summary>
/// <param name="Png">8-bit RGB, the size of the map.</param>
/// <param name="Low">The map value under the lowest colour, after clipping.</param>
/// <param name="High">The map value under the highest colour, after clipping.</param>
/// <param name="ZeroLevel">Where zero lies between them, in [0, 1]; the nearer end when zero is outside.</param>
/// <param name="Constant">The map has one value only and says nothing; it is shown in the colour of zero or in the middle one.</param>
/// <param name="Contract">How it was rendered.</param>
public sealed record RenderedMap(byte[] Png, double Low, double High, double ZeroLevel, bool Constant, RenderContract Contract);

/// <summary>Renders saliency maps: signs, clipping, scaling and colours as a contract says. The same map gives the same bytes.</summary>
public static class SaliencyRendering
{
    /// <summary>What maps are stored and studies are read under.</summary>
    public static RenderContract Contract => RenderContracts.Stored;

    public static RenderedMap Render(FloatMap map) => Render(map, Contract);

    /// <param name="map">What is rendered.</param>
    /// <param name="contract">How.</param>
    /// <param name="sharedReach">The largest <see cref="Reach"/> of the set, where the contract scales by the set.</param>
    /// <exception cref="ArgumentException">The contract scales by a set and its reach is missing.</exception>
    public static RenderedMap Render(FloatMap map, RenderContract contract, double? sharedReach = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(contract);
        var clipped = Clipped(map, contract);
        var (low, high) = Ends(clipped, contract, sharedReach);
        var flat = low == high;
        var nothing = contract.Sign == MapSign.Absolute ? 0 : 0.5;
        var levels = Array.ConvertAll(clipped, value => flat ? nothing : (value - low) / (high - low));
        var zero = flat ? nothing : Math.Clamp(-low / (high - low), 0, 1);
        var png = Coloured(levels, contract.Colours, map.Width, map.Height);
        return new RenderedMap(png, low, high, zero, clipped.Min() == clipped.Max(), contract);
    }

    /// <summary>The largest absolute value of a map after the contract's clipping.</summary>
    public static double Reach(FloatMap map, RenderContract contract)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(contract);
        return Clipped(map, contract).Max(Math.Abs);
    }

    private static double[] Clipped(FloatMap map, RenderContract contract) =>
        contract.Clip.Apply(Array.ConvertAll(map.Values, value => contract.Sign == MapSign.Absolute ? Math.Abs((double)value) : value));

    private static (double Low, double High) Ends(double[] clipped, RenderContract contract, double? sharedReach)
    {
        if (contract.Scaling == MapScaling.MinMaxPerMap) return (clipped.Min(), clipped.Max());
        if (contract.Scaling == MapScaling.ReachOfSet && sharedReach is null)
            throw new ArgumentException($"Contract '{contract.Name}' needs the largest value of the set.", nameof(sharedReach));
        var reach = contract.Scaling == MapScaling.ReachOfSet ? sharedReach!.Value : clipped.Max(Math.Abs);
        return (contract.Sign == MapSign.Absolute ? 0 : -reach, reach);
    }

    private static byte[] Coloured(double[] levels, ColourMap colours, int width, int height)
    {
        var samples = new byte[levels.Length * 3];
        for (var index = 0; index < levels.Length; index++)
        {
            var colour = colours.At(levels[index]);
            (samples[3 * index], samples[3 * index + 1], samples[3 * index + 2]) = (colour.Red, colour.Green, colour.Blue);
        }
        return Png.Encode(samples, width, height, bands: 3);
    }
}
