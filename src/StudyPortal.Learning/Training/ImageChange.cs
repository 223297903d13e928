namespace StudyPortal.Learning.Training;

/// <summary>What happens to one image, in torchvision's units.</summary>
internal sealed record ImageChange
{
    /// <summary>Numbers in [0,1) that one change is made of.</summary>
    public const int Draws = 11;

    /// <summary>Mirrored left to right, before all else.</summary>
    public bool Flip { get; init; }

    public double Brightness { get; init; } = 1;

    public double Contrast { get; init; } = 1;

    public bool ContrastFirst { get; init; }

    /// <summary>Degrees, clockwise.</summary>
    public double Angle { get; init; }

    /// <summary>Pixels.</summary>
    public int Right { get; init; }

    /// <summary>Pixels.</summary>
    public int Down { get; init; }

    public double Scale { get; init; } = 1;

    /// <summary>Degrees, of the rows.</summary>
    public double Shear { get; init; }

    /// <summary>First row kept of the padded image.</summary>
    public int Top { get; init; }

    /// <summary>First column kept of the padded image.</summary>
    public int Left { get; init; }

    /// <summary>The change that evenly distributed numbers stand for, taken in the order of the fields above.</summary>
    public static ImageChange From(ReadOnlySpan<float> draws, AugmentationRecipe recipe, AffineRecipe affine, int size)
    {
        double reach = affine.Translate * (size + (2 * recipe.Padding));
        return new ImageChange
        {
            Flip = recipe.Flip && draws[0] < 0.5f,
            Brightness = 1 + Even(draws[1], recipe.Brightness),
            Contrast = 1 + Even(draws[2], recipe.Contrast),
            ContrastFirst = draws[3] < 0.5f,
            Angle = Even(draws[4], affine.Degrees),
            Right = (int)Math.Round(Even(draws[5], reach)),
            Down = (int)Math.Round(Even(draws[6], reach)),
            Scale = affine.Smallest + ((affine.Largest - affine.Smallest) * draws[7]),
            Shear = Even(draws[8], affine.Shear),
            Top = (int)(draws[9] * ((2 * recipe.Padding) + 1)),
            Left = (int)(draws[10] * ((2 * recipe.Padding) + 1)),
        };
    }

    /// <summary>
    /// Where the crop's pixels come from: 2 x 3, row by row, from the crop's coordinates to those of the padded image as
    /// it was before the mirror; both reach from -1 to 1. The inverse matrix is torchvision's.
    /// </summary>
    public float[] Source(int size, int padding)
    {
        double padded = size + (2 * padding), turn = double.DegreesToRadians(Angle), skew = Math.Tan(double.DegreesToRadians(Shear));
        double m00 = (Math.Cos(turn) - (Math.Sin(turn) * skew)) / Scale, m01 = ((Math.Cos(turn) * skew) + Math.Sin(turn)) / Scale;
        double m10 = -Math.Sin(turn) / Scale, m11 = Math.Cos(turn) / Scale;
        double x = Left - padding - Right, y = Top - padding - Down, shrink = size / padded, mirror = Flip ? -1 : 1;
        double[] source =
        [
            mirror * m00 * shrink, mirror * m01 * shrink, mirror * ((m00 * x) + (m01 * y)) * 2 / padded,
            m10 * shrink, m11 * shrink, ((m10 * x) + (m11 * y)) * 2 / padded,
        ];
        return Array.ConvertAll(source, value => (float)value);
    }

    private static double Even(float draw, double reach) => reach * ((2 * draw) - 1);
}
