using System.Runtime.InteropServices;
using System.Text;
using StudyPortal.Imaging.Display;

namespace StudyPortal.Core.Saliency;

/// <summary>A map as NumPy's .npy, version 1.0: little-endian float32, C order, rows x columns.</summary>
internal static class FloatNpy
{
    private const int Preamble = 10;
    private const int Alignment = 64;

    public static byte[] Write(FloatMap map)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({map.Height}, {map.Width}), }}";
        var length = (Preamble + header.Length + 1 + Alignment - 1) / Alignment * Alignment - Preamble;
        return
        [
            0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8),
            .. Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"),
            .. MemoryMarshal.AsBytes<float>(map.Values),
        ];
    }
}
