using System.Numerics;
using System.Runtime.InteropServices;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Takes the stored bits out of the allocated ones: shifted down, without what lies beside them, with their sign.</summary>
internal static class StoredBits
{
    public static void Isolate(byte[] pixels, PixelModule module)
    {
        if (module.IsFloat || module.BitsStored == module.BitsAllocated)
            return;
        var (up, down) = (module.BitsAllocated - 1 - module.HighBit, module.BitsAllocated - module.BitsStored);
        switch (module.Type)
        {
            case StoredType.U8: Shift<byte>(pixels, up, down); break;
            case StoredType.S8: Shift<sbyte>(pixels, up, down); break;
            case StoredType.U16: Shift<ushort>(pixels, up, down); break;
            case StoredType.S16: Shift<short>(pixels, up, down); break;
            case StoredType.U32: Shift<uint>(pixels, up, down); break;
            default: Shift<int>(pixels, up, down); break;
        }
    }

    /// <summary>Down again, a signed type draws its sign along.</summary>
    private static void Shift<T>(byte[] pixels, int up, int down)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (ref var value in MemoryMarshal.Cast<byte, T>(pixels.AsSpan()))
            value = value << up >> down;
    }
}
