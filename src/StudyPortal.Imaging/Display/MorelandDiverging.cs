namespace StudyPortal.Imaging.Display;

/// <summary>Interpolation in Msh, the polar form of CIELAB (Moreland 2009, section 5), between (59, 76, 192) and (180, 4, 38).</summary>
internal static class MorelandDiverging
{
    private static readonly Msh Blue = new(80, 1.08, -1.1);

    private static readonly Msh Red = new(80, 1.08, 0.5);

    private const double MiddleMagnitude = 88;

    public static Rgb Colour(double level)
    {
        var end = level < 0.5 ? Blue : Red;
        var saturation = Math.Abs(2 * level - 1);
        var hue = Spun(end);
        return ToRgb(new Msh(
            MiddleMagnitude + saturation * (end.Magnitude - MiddleMagnitude),
            saturation * end.Saturation,
            hue + saturation * (end.Hue - hue)));
    }

    /// <summary>The hue that the unsaturated middle starts from, so that the path bends as the paper asks (AdjustHue).</summary>
    private static double Spun(Msh end)
    {
        var spin = end.Saturation * Math.Sqrt(MiddleMagnitude * MiddleMagnitude - end.Magnitude * end.Magnitude)
            / (end.Magnitude * Math.Sin(end.Saturation));
        return end.Hue > -Math.PI / 3 ? end.Hue + spin : end.Hue - spin;
    }

    private static Rgb ToRgb(Msh colour)
    {
        var lightness = colour.Magnitude * Math.Cos(colour.Saturation);
        var green = (lightness + 16) / 116;
        var x = 0.95047 * Linear(green + colour.Magnitude * Math.Sin(colour.Saturation) * Math.Cos(colour.Hue) / 500);
        var y = Linear(green);
        var z = 1.08883 * Linear(green - colour.Magnitude * Math.Sin(colour.Saturation) * Math.Sin(colour.Hue) / 200);
        return new Rgb(
            Encoded(3.2406 * x - 1.5372 * y - 0.4986 * z),
            Encoded(-0.9689 * x + 1.8758 * y + 0.0415 * z),
            Encoded(0.0557 * x - 0.2040 * y + 1.0570 * z));
    }

    private static double Linear(double value) =>
        value > 6.0 / 29 ? value * value * value : (value - 16.0 / 116) * 3 * (6.0 / 29) * (6.0 / 29);

    private static byte Encoded(double linear)
    {
        var value = linear > 0.0031308 ? 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055 : 12.92 * linear;
        return (byte)Math.Floor(Math.Clamp(value, 0, 1) * 255 + 0.5);
    }

    private readonly record struct Msh(double Magnitude, double Saturation, double Hue);
}
