using System.Buffers.Binary;

namespace StudyPortal.Imaging.Raster;

/// <summary>The size and format of a PNG, from its first bytes.</summary>
/// <param name="BitDepth">Per sample.</param>
/// <param name="ColourType">PNG's own number: 0 gray, 2 RGB, 3 palette, 4 and 6 with alpha.</param>
public readonly record struct PngHeader(int Width, int Height, int BitDepth, int ColourType)
{
    /// <summary>How many bytes tell.</summary>
    public const int Length = 26;

    /// <summary>Null when content that begins so is no PNG.</summary>
    public static PngHeader? Find(ReadOnlySpan<byte> start)
    {
        if (start.Length < Length || !start[..8].SequenceEqual((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n\u001a\n"u8])) return null;
        return new PngHeader(BinaryPrimitives.ReadInt32BigEndian(start[16..]), BinaryPrimitives.ReadInt32BigEndian(start[20..]), start[24], start[25]);
    }

    public override string ToString() => $"{Width} x {Height} of {BitDepth} bits (type {ColourType})";
}
