namespace StudyPortal.Imaging.Phantoms;

/// <summary>
/// The shape of one imaginary thorax. Lengths are in half image sides: the image spans [-1, 1] in both axes,
/// x to the right, y down. Side -1 is the lung on the left of the image.
/// </summary>
internal sealed record ChestAnatomy
{
    public required double LungOffset { get; init; }

    public required double LungHalfWidth { get; init; }

    public required double LungHalfHeight { get; init; }

    public required double LungCentre { get; init; }

    public required double LeftDome { get; init; }

    public required double RightDome { get; init; }

    public required double HeartX { get; init; }

    public required double HeartY { get; init; }

    public required double HeartHalfWidth { get; init; }

    public required double HeartHalfHeight { get; init; }

    public required double RibSpacing { get; init; }

    public required double RibPhase { get; init; }

    public required double RibStrength { get; init; }

    public required IReadOnlyList<Vessel> Vessels { get; init; }

    public required IReadOnlyList<Blob> Distractors { get; init; }

    public Blob? Mass { get; init; }

    public Effusion? Effusion { get; init; }

    public double Dome(int side) => side < 0 ? LeftDome : RightDome;

    /// <summary>Lung tissue in [0, 1] before heart and fluid displace it.</summary>
    public double Lung(int side, double x, double y)
    {
        var across = Math.Abs(x - side * LungOffset) / LungHalfWidth;
        var along = Math.Abs(y - LungCentre) / LungHalfHeight;
        var outline = Soft.Inside(1 - Math.Pow(across, 2.4) - Math.Pow(along, 2.4), 0.10);
        return outline * Soft.Inside(Diaphragm(side, x) - y, 0.018);
    }

    public double Diaphragm(int side, double x)
    {
        var across = (x - side * LungOffset * 0.9) / LungHalfWidth;
        return Dome(side) + 0.17 * across * across;
    }

    public double Heart(double x, double y)
    {
        var (dx, dy) = (x - HeartX, y - HeartY);
        const double tilt = 0.45;
        var across = (dx * Math.Cos(tilt) + dy * Math.Sin(tilt)) / HeartHalfWidth;
        var along = (dy * Math.Cos(tilt) - dx * Math.Sin(tilt)) / HeartHalfHeight;
        return Soft.Inside(1 - across * across - along * along, 0.12);
    }
}

/// <summary>A vessel shadow: a straight, tapering line.</summary>
internal sealed record Vessel(double X, double Y, double EndX, double EndY, double Width, double Strength);

/// <summary>A round shadow; its strength is an attenuation.</summary>
internal sealed record Blob(double X, double Y, double Radius, double Strength)
{
    /// <summary>1 in the centre, one half at the radius.</summary>
    public double At(double x, double y)
    {
        var squared = ((x - X) * (x - X) + (y - Y) * (y - Y)) / (Radius * Radius);
        return squared > 9 ? 0 : Math.Exp(-0.6931471805599453 * Math.Pow(squared, 1.5));
    }
}

/// <summary>Fluid above one hemidiaphragm; its upper edge climbs towards the chest wall.</summary>
internal sealed record Effusion(int Side, double Height, double Climb, double Strength)
{
    public double At(ChestAnatomy chest, double x, double y)
    {
        var toWall = chest.LungOffset + chest.LungHalfWidth - Side * x;
        var level = chest.Dome(Side) + 0.16 - Height - Climb * Math.Exp(-Math.Max(0, toWall) / 0.12);
        return Soft.Inside(y - level, 0.03) * chest.Lung(Side, x, y);
    }
}

internal static class Soft
{
    /// <summary>A logistic edge: one half where the distance is zero, wider as the softness grows.</summary>
    public static double Inside(double distance, double softness) => 1 / (1 + Math.Exp(-distance / softness * 3));
}
