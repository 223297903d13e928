namespace StudyPortal.Imaging.Phantoms;

/// <summary>The attenuation along the ray through one point of the thorax, about 0 (air) to 1 (dense).</summary>
internal static class ChestShadows
{
    public static double Attenuation(ChestAnatomy chest, double x, double y)
    {
        var body = Body(x, y);
        var air = Air(chest, x, y);
        var soft = 0.60 + 0.10 * Soft.Inside(y - chest.LeftDome - 0.1, 0.3) - 0.42 * air;
        return body * (soft + Spine(x, y) + Ribs(chest, x, y) + Clavicles(x, y)) + Details(chest, x, y, air);
    }

    private static double Body(double x, double y)
    {
        var shoulder = 0.42 + 0.55 * Soft.Inside(y + 0.80 + 0.12 * Math.Abs(x), 0.14);
        return Soft.Inside(shoulder - Math.Abs(x), 0.05) * (1 - 0.12 * x * x);
    }

    private static double Air(ChestAnatomy chest, double x, double y)
    {
        var air = Math.Max(chest.Lung(-1, x, y), chest.Lung(1, x, y));
        air *= 1 - 0.80 * chest.Heart(x, y);
        air *= 1 - 0.75 * Soft.Inside(Mediastinum(chest, y) - Math.Abs(x - 0.02), 0.05);
        if (chest.Effusion is { } fluid)
            air *= 1 - fluid.Strength * fluid.At(chest, x, y);
        return air;
    }

    private static double Mediastinum(ChestAnatomy chest, double y)
    {
        var heartTop = chest.HeartY - chest.HeartHalfHeight;
        return 0.11 + 0.05 * Math.Exp(-Square(y - heartTop + 0.05, 0.14)) + 0.04 * Math.Exp(-Square(y + 0.55, 0.25));
    }

    private static double Spine(double x, double y)
    {
        var column = Soft.Inside(0.075 - Math.Abs(x), 0.025);
        return column * (0.07 + 0.025 * Math.Cos(y * 34));
    }

    private static double Ribs(ChestAnatomy chest, double x, double y)
    {
        var across = Math.Abs(x) / (chest.LungOffset + chest.LungHalfWidth);
        var cage = Soft.Inside(1.05 - across, 0.05) * Soft.Inside(across - 0.12, 0.04) * Soft.Inside(0.72 - y, 0.1);
        var posterior = y + chest.RibPhase + 0.10 * Math.Sin(across * 2.6) - 0.26 * across * across;
        var anterior = y + chest.RibPhase * 0.5 + 0.38 * across - 0.10 * across * across;
        return cage * chest.RibStrength
            * (Band(posterior, chest.RibSpacing) + 0.55 * Soft.Inside(across - 0.45, 0.12) * Band(anterior, chest.RibSpacing * 1.08));
    }

    /// <summary>A rib a third as wide as its spacing, denser along its two edges.</summary>
    private static double Band(double position, double spacing)
    {
        var phase = Math.Abs(position / spacing - Math.Round(position / spacing));
        return Soft.Inside(0.19 - phase, 0.05) * (0.75 + 1.3 * phase);
    }

    private static double Clavicles(double x, double y)
    {
        var centre = -0.66 - 0.16 * Math.Abs(x) - 0.04 * Math.Sin(Math.Abs(x) * 5);
        return 0.11 * Soft.Inside(0.028 - Math.Abs(y - centre), 0.014) * Soft.Inside(Math.Abs(x) - 0.08, 0.03) * Soft.Inside(0.74 - Math.Abs(x), 0.05);
    }

    private static double Details(ChestAnatomy chest, double x, double y, double air)
    {
        var hila = 0.10 * (Math.Exp(-Square(x + 0.19, 0.07) - Square(y - 0.02, 0.12)) + Math.Exp(-Square(x - 0.22, 0.07) - Square(y + 0.03, 0.11)));
        var fine = chest.Vessels.Sum(vessel => Line(vessel, x, y)) + chest.Distractors.Sum(blob => blob.Strength * blob.At(x, y));
        var mass = chest.Mass is { } blob ? blob.Strength * blob.At(x, y) : 0;
        return air * (hila + Math.Min(fine, 0.16)) + mass * (0.3 + 0.7 * air);
    }

    private static double Line(Vessel vessel, double x, double y)
    {
        var (dx, dy) = (vessel.EndX - vessel.X, vessel.EndY - vessel.Y);
        var along = Math.Clamp(((x - vessel.X) * dx + (y - vessel.Y) * dy) / (dx * dx + dy * dy), 0, 1);
        var width = vessel.Width * (1 - 0.7 * along);
        var squared = Square(x - vessel.X - along * dx, width) + Square(y - vessel.Y - along * dy, width);
        return squared > 9 ? 0 : vessel.Strength * (1 - 0.6 * along) * Math.Exp(-squared);
    }

    private static double Square(double distance, double scale) => distance / scale * (distance / scale);
}
