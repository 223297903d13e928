namespace StudyPortal.Imaging.Volumes;

/// <summary>Where a volume lies in the patient, in millimetres: x to the left, y to the back, z to the head (LPS, as DICOM and MetaImage have it).</summary>
public sealed record VolumeGeometry
{
    private readonly double _determinant;

    /// <exception cref="ImageFormatException">E_INVALID_DATASET: a spacing that is not positive, or axes in one plane.</exception>
    internal VolumeGeometry(Point3 origin, Point3 spacing, Point3 xAxis, Point3 yAxis, Point3 zAxis)
    {
        (Origin, Spacing, XAxis, YAxis, ZAxis) = (origin, spacing, xAxis, yAxis, zAxis);
        _determinant = xAxis.Dot(yAxis.Cross(zAxis));
        if (!(spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0 && double.IsFinite(spacing.Length)))
            throw new ImageFormatException(ImageFault.InvalidDataset, FormattableString.Invariant($"The voxel spacing is {spacing.X} x {spacing.Y} x {spacing.Z}; three positive numbers were expected."));
        if (!double.IsFinite(origin.Length) || !double.IsFinite(_determinant) || Math.Abs(_determinant) < 1e-6)
            throw new ImageFormatException(ImageFault.InvalidDataset, "The origin and the directions of the axes do not place the voxels in space: three axes that are not in one plane were expected.");
    }

    /// <summary>For volumes whose file does not say where they lie: voxels of one millimetre from 0, 0, 0.</summary>
    public static VolumeGeometry Unknown { get; } = new(default, new(1, 1, 1), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    /// <summary>The centre of the first voxel.</summary>
    public Point3 Origin { get; }

    /// <summary>From one voxel to the next along each of its axes.</summary>
    public Point3 Spacing { get; }

    /// <summary>The direction in which the columns are counted, of length 1.</summary>
    public Point3 XAxis { get; }

    /// <summary>The direction in which the rows are counted, of length 1.</summary>
    public Point3 YAxis { get; }

    /// <summary>The direction in which the slices are counted, of length 1.</summary>
    public Point3 ZAxis { get; }

    /// <summary>Voxel = (inverse of the axes × (world − origin)) / spacing; between voxels where the point is.</summary>
    public Point3 ToVoxel(Point3 world)
    {
        var from = world.Minus(Origin);
        return new(
            YAxis.Cross(ZAxis).Dot(from) / _determinant / Spacing.X,
            ZAxis.Cross(XAxis).Dot(from) / _determinant / Spacing.Y,
            XAxis.Cross(YAxis).Dot(from) / _determinant / Spacing.Z);
    }

    /// <summary>The voxel whose centre is nearest; halves are rounded away from zero.</summary>
    public VoxelIndex Nearest(Point3 world)
    {
        var voxel = ToVoxel(world);
        return new(Rounded(voxel.X), Rounded(voxel.Y), Rounded(voxel.Z));
    }

    public Point3 ToWorld(Point3 voxel) => Origin
        .Plus(XAxis.Times(voxel.X * Spacing.X)).Plus(YAxis.Times(voxel.Y * Spacing.Y)).Plus(ZAxis.Times(voxel.Z * Spacing.Z));

    private static int Rounded(double value) => (int)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), int.MinValue, int.MaxValue);

    /// <summary>From the steps between voxels as vectors, which hold spacing and direction in one.</summary>
    internal static VolumeGeometry OfSteps(Point3 origin, Point3 x, Point3 y, Point3 z)
    {
        var spacing = new Point3(x.Length, y.Length, z.Length);
        return new(origin, spacing, x.Times(1 / spacing.X), y.Times(1 / spacing.Y), z.Times(1 / spacing.Z));
    }
}
