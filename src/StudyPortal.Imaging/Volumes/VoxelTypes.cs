using System.Numerics;
using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Volumes;

/// <summary>Bytes of voxels, and the numbers they are.</summary>
public static class VoxelTypes
{
    /// <summary>As NumPy calls it, e.g. int16.</summary>
    public static string Name(this VoxelType type) =>
        type.ToString().Replace("Unsigned", "uint", StringComparison.Ordinal).Replace("Signed", "int", StringComparison.Ordinal).Replace("Floating", "float", StringComparison.Ordinal);

    /// <summary>Of one voxel.</summary>
    public static int Bytes(this VoxelType type) => type switch
    {
        VoxelType.Signed8 or VoxelType.Unsigned8 => 1,
        VoxelType.Signed16 or VoxelType.Unsigned16 => 2,
        VoxelType.Signed32 or VoxelType.Unsigned32 or VoxelType.Floating32 => 4,
        _ => 8,
    };

    /// <summary>Whole numbers of 64 bits lose what a double does not hold.</summary>
    internal static double[] Numbers(this VoxelType type, byte[] littleEndian) => type switch
    {
        VoxelType.Signed8 => Widened<sbyte>(littleEndian),
        VoxelType.Unsigned8 => Widened<byte>(littleEndian),
        VoxelType.Signed16 => Widened<short>(littleEndian),
        VoxelType.Unsigned16 => Widened<ushort>(littleEndian),
        VoxelType.Signed32 => Widened<int>(littleEndian),
        VoxelType.Unsigned32 => Widened<uint>(littleEndian),
        VoxelType.Signed64 => Widened<long>(littleEndian),
        VoxelType.Unsigned64 => Widened<ulong>(littleEndian),
        VoxelType.Floating32 => Widened<float>(littleEndian),
        _ => Widened<double>(littleEndian),
    };

    /// <summary>Turns the bytes of each voxel round, in place.</summary>
    internal static void Reverse(this VoxelType type, byte[] voxels)
    {
        var size = type.Bytes();
        for (var at = 0; size > 1 && at < voxels.Length; at += size)
            voxels.AsSpan(at, size).Reverse();
    }

    private static double[] Widened<T>(byte[] bytes) where T : unmanaged, INumber<T>
    {
        var voxels = MemoryMarshal.Cast<byte, T>(bytes);
        var numbers = new double[voxels.Length];
        for (var index = 0; index < numbers.Length; index++)
            numbers[index] = double.CreateTruncating(voxels[index]);
        return numbers;
    }
}
