namespace StudyPortal.Imaging.Volumes;

/// <summary>Where a NIfTI volume lies: the affine (sform) where the header has one, else the quaternion (qform), else the spacings alone.</summary>
internal static class NiftiAffine
{
    public static VolumeGeometry Of(NiftiHeader header)
    {
        var (origin, x, y, z) = header.AffineCode > 0 ? Rows(header.Affine) : header.QuaternionCode > 0 ? Rotated(header) : Spaced(header);
        var millimetres = header.SpaceUnit switch { 1 => 1000, 3 => 0.001, _ => 1.0 };
        return VolumeGeometry.OfSteps(LeftPosterior(origin, millimetres), LeftPosterior(x, millimetres), LeftPosterior(y, millimetres), LeftPosterior(z, millimetres));
    }

    /// <summary>NIfTI counts x to the right and y to the front.</summary>
    private static Point3 LeftPosterior(Point3 point, double millimetres) => new(0 - point.X * millimetres, 0 - point.Y * millimetres, point.Z * millimetres);

    private static (Point3 Origin, Point3 X, Point3 Y, Point3 Z) Rows(double[] affine)
    {
        return (Column(3), Column(0), Column(1), Column(2));

        Point3 Column(int column) => new(affine[column], affine[4 + column], affine[8 + column]);
    }

    private static (Point3 Origin, Point3 X, Point3 Y, Point3 Z) Spaced(NiftiHeader header) =>
        (default, new(Spacing(header, 1), 0, 0), new(0, Spacing(header, 2), 0), new(0, 0, Spacing(header, 3)));

    private static (Point3 Origin, Point3 X, Point3 Y, Point3 Z) Rotated(NiftiHeader header)
    {
        var (b, c, d) = (header.Quaternion[0], header.Quaternion[1], header.Quaternion[2]);
        var square = b * b + c * c + d * d;
        if (square > 1)
            (b, c, d, square) = (b / Math.Sqrt(square), c / Math.Sqrt(square), d / Math.Sqrt(square), 1);
        var a = Math.Sqrt(1 - square);
        var hand = header.PixelDimensions[0] < 0 ? -1 : 1;
        return (new(header.Quaternion[3], header.Quaternion[4], header.Quaternion[5]),
            new Point3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)).Times(Spacing(header, 1)),
            new Point3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)).Times(Spacing(header, 2)),
            new Point3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c).Times(Spacing(header, 3) * hand));
    }

    /// <summary>Zero stands for an axis nobody measured.</summary>
    private static double Spacing(NiftiHeader header, int axis) => header.PixelDimensions[axis] switch
    {
        0 => 1,
        > 0 and var spacing => spacing,
        var other => throw new ImageFormatException(ImageFault.InvalidDataset, FormattableString.Invariant($"pixdim[{axis}] is {other}; a positive spacing was expected.")),
    };
}
