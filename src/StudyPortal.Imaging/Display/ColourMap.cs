namespace StudyPortal.Imaging.Display;

/// <summary>A colour of the sRGB space, 8 bits a channel.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue);

/// <summary>256 colours from the lowest value to the highest.</summary>
public sealed class ColourMap
{
    private readonly Rgb[] _colours;

    private ColourMap(string name, Func<double, Rgb> colour) =>
        (Name, _colours) = (name, [.. Enumerable.Range(0, 256).Select(index => colour(index / 255.0))]);

    /// <summary>
    /// Blue over light gray to red, even in perceived contrast on both sides: the diverging map of Moreland (Diverging
    /// color maps for scientific visualization, ISVC 2009), which readers with red-green deficiency can tell apart.
    /// </summary>
    public static ColourMap CoolWarm { get; } = new("cool-warm-256", MorelandDiverging.Colour);

    /// <summary>
    /// Black to white, each colour as bright as its level: Green's cubehelix (A colour scheme for the display of
    /// astronomical intensity images, Bull. Astr. Soc. India 39, 2011), start 0.5, -1.5 rotations, hue and gamma 1.
    /// </summary>
    public static ColourMap Cubehelix { get; } = new("cubehelix-256", Helix);

    public string Name { get; }

    /// <summary>The colours, lowest value first.</summary>
    public IReadOnlyList<Rgb> Colours => _colours;

    /// <summary>The colour of a level in [0, 1]; levels outside take the end colours.</summary>
    public Rgb At(double level) => _colours[(int)Math.Floor(Math.Clamp(level, 0, 1) * 255 + 0.5)];

    private static Rgb Helix(double level)
    {
        var angle = 2 * Math.PI * (0.5 / 3 - 1.5 * level);
        var (sine, cosine) = Math.SinCos(angle);
        var amplitude = level * (1 - level) / 2;
        return new Rgb(
            Byte(level + amplitude * (-0.14861 * cosine + 1.78277 * sine)),
            Byte(level + amplitude * (-0.29227 * cosine - 0.90649 * sine)),
            Byte(level + amplitude * 1.97294 * cosine));
    }

    private static byte Byte(double share) => (byte)Math.Floor(Math.Clamp(share, 0, 1) * 255 + 0.5);
}
