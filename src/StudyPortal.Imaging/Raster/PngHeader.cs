using System.Buffers.Binary;

namespace StudyPortal.Imaging.Raster;

/// <summary>The size and format of a PNG, from its first bytes.</summary>
/// <param name="BitDepth">Per sample.</param>
/// <param name="ColourType">PNG's own number: 0 gray, 2 RGB, 3 palette, 4 and 6 with alpha.</param>
public readonly record struct PngHeader(int Width, int Height, int BitDepth, int ColourType)
{
    private const int Length = 26;

    /// <summary>Whether there is a file that begins as a PNG does.</summary>
    public static bool IsAt(string path)
    {
        try
        {
            _ = Read(path);
            return true;
        }
        catch (Exception refused) when (refused is ImageFormatException or IOException)
        {
            return false;
        }
    }

    /// <exception cref="ImageFormatException">The file does not begin as a PNG does.</exception>
    public static PngHeader Read(string path)
    {
        Span<byte> start = stackalloc byte[Length];
        using var file = File.OpenHandle(path);
        if (RandomAccess.Read(file, start, 0) < Length || !start[..8].SequenceEqual((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n\u001a\n"u8]))
            throw new ImageFormatException(ImageFault.CorruptImage, "The PNG signature is missing.", offset: 0).In(path);
        return new PngHeader(BinaryPrimitives.ReadInt32BigEndian(start[16..]), BinaryPrimitives.ReadInt32BigEndian(start[20..]), start[24], start[25]);
    }

    public override string ToString() => $"{Width} x {Height} of {BitDepth} bits (type {ColourType})";
}
