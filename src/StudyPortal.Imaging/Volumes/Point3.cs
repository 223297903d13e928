namespace StudyPortal.Imaging.Volumes;

/// <summary>Three numbers along x, y and z: millimetres in the patient, or voxels.</summary>
public readonly record struct Point3(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    internal double Dot(Point3 other) => X * other.X + Y * other.Y + Z * other.Z;

    internal Point3 Cross(Point3 other) => new(Y * other.Z - Z * other.Y, Z * other.X - X * other.Z, X * other.Y - Y * other.X);

    internal Point3 Plus(Point3 other) => new(X + other.X, Y + other.Y, Z + other.Z);

    internal Point3 Minus(Point3 other) => new(X - other.X, Y - other.Y, Z - other.Z);

    internal Point3 Times(double factor) => new(X * factor, Y * factor, Z * factor);
}
