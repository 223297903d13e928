using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using StudyPortal.Imaging.Display;

namespace StudyPortal.Core.Saliency;

/// <summary>A map as NumPy's .npy, version 1.0: little-endian float32, C order, rows x columns.</summary>
internal static partial class FloatNpy
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

    /// <summary>Of what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static FloatMap Read(byte[] file)
    {
        var start = file.Length < Preamble ? 0 : Preamble + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        var shape = Shape().Match(Encoding.ASCII.GetString(file, 0, Math.Min(start, file.Length)));
        if (!shape.Success) throw new InvalidDataException("A raw map is not a .npy of float32, rows x columns.");
        var (height, width) = (int.Parse(shape.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(shape.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        return new FloatMap(width, height, MemoryMarshal.Cast<byte, float>(file.AsSpan(start)).ToArray());
    }

    [GeneratedRegex(@"NUMPY.*\{'descr': '<f4', 'fortran_order': False, 'shape': \((\d{1,6}), (\d{1,6})\), \}\s*$", RegexOptions.Singleline)]
    private static partial Regex Shape();
}
