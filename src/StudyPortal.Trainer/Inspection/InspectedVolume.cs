using System.Buffers.Binary;
using System.Security.Cryptography;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Trainer.Inspection;

/// <summary>
/// What a volume holds and where it lies (LPS, millimetres); one slice is in memory at a time. The hash of its values is that of
/// the voxels as stored, in little-endian order; least, greatest and mean value are after rescaling.
/// </summary>
internal static class InspectedVolume
{
    public static object Of(Volume volume)
    {
        using IncrementalHash stored = IncrementalHash.CreateHash(HashAlgorithmName.SHA256), wide = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (low, high, sum, squares, isWhole) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0, true);
        for (var z = 0; z < volume.Depth; z++)
        {
            stored.AppendData(volume.StoredSlice(z));
            var values = volume.Slice(z);
            (low, high, sum, squares) = (Math.Min(low, values.Min()), Math.Max(high, values.Max()), sum + values.Sum(), squares + values.Sum(value => value * value));
            isWhole = isWhole && Append(wide, values);
        }

        var mean = sum / ((double)volume.Depth * volume.Height * volume.Width);
        var deviation = Math.Sqrt(Math.Max(0, squares / ((double)volume.Depth * volume.Height * volume.Width) - mean * mean));
        return new
        {
            Kind = "volume",
            Values = new InspectedValues(
                volume.Type.Name(), [volume.Depth, volume.Height, volume.Width], Finite(low), Finite(high), Finite(mean), Finite(deviation), Hash(stored)),
            Sha256Int32 = isWhole ? Hash(wide) : null,
            volume.Rescale,
            Origin = Numbers(volume.Geometry.Origin),
            Spacing = Numbers(volume.Geometry.Spacing),
            Direction = new { X = Numbers(volume.Geometry.XAxis), Y = Numbers(volume.Geometry.YAxis), Z = Numbers(volume.Geometry.ZAxis) },
        };
    }

    /// <summary>The values as whole numbers of 32 bits; false, and nothing appended, where one of them is none.</summary>
    private static bool Append(IncrementalHash hash, double[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            if (!double.IsInteger(values[index]) || values[index] is < int.MinValue or > int.MaxValue) return false;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * index), (int)values[index]);
        }

        hash.AppendData(bytes);
        return true;
    }

    private static string Hash(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double[] Numbers(Point3 point) => [point.X, point.Y, point.Z];
}
