using System.Buffers.Binary;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Writes into a PNG how many pixels make an inch (chunk pHYs), so that it is placed at its true size.</summary>
internal static class PngResolution
{
    private const int AfterHeader = 8 + 25;
    private const double MetresPerInch = 0.0254;

    public static byte[] Declare(byte[] png, int pixelsPerInch)
    {
        var chunk = new byte[21];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, 9);
        "pHYs"u8.CopyTo(chunk.AsSpan(4));
        var perMetre = (uint)Math.Round(pixelsPerInch / MetresPerInch);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8), perMetre);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(12), perMetre);
        chunk[16] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(17), Crc32.Of(chunk.AsSpan(4, 13)));
        return [.. png.AsSpan(0, AfterHeader), .. chunk, .. png.AsSpan(AfterHeader)];
    }
}
