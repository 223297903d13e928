using System.Buffers.Binary;

namespace StudyPortal.Core.Reading;

/// <summary>
/// Pixels for a reader's screen: four little-endian uint32 (width, height, bits per pixel, number of slices) and then the
/// samples, slice by slice and row by row, uncompressed and little-endian. Two pictures of one size have one length, so
/// that the length tells nothing.
/// </summary>
public sealed class SlotPicture
{
    /// <summary>Part of every entity tag: what a browser keeps of an older layout must not be taken for this one.</summary>
    public const string Layout = "2";

    private const int Header = 16;

    private SlotPicture(byte[] content) => Content = content;

    public byte[] Content { get; }

    /// <param name="image">One sample a pixel, 8 or 16 bits.</param>
    internal static SlotPicture Of(Imaging.GrayImage image) => Of([image]);

    /// <param name="slices">At least one, all of one size and depth.</param>
    public static SlotPicture Of(IReadOnlyList<Imaging.GrayImage> slices)
    {
        ArgumentNullException.ThrowIfNull(slices);
        var (first, bytes) = (slices[0], slices[0].BitDepth / 8);
        if (slices.Any(slice => (slice.Width, slice.Height, slice.BitDepth) != (first.Width, first.Height, first.BitDepth)))
            throw new ArgumentException("The slices of a stack have one size and one depth.", nameof(slices));
        var content = Start(first.Width, first.Height, first.BitDepth, slices.Count, slices.Sum(slice => slice.Pixels.Length) * bytes);
        var at = Header;
        foreach (var sample in slices.SelectMany(slice => slice.Pixels))
        {
            if (bytes == 1) content[at] = (byte)sample;
            else BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(at), sample);
            at += bytes;
        }

        return new SlotPicture(content);
    }

    /// <param name="image">Red, green and blue, 8 bits each.</param>
    internal static SlotPicture Of(Imaging.RgbImage image)
    {
        var content = Start(image.Width, image.Height, 24, 1, image.Samples.Length);
        image.Samples.CopyTo(content, Header);
        return new SlotPicture(content);
    }

    private static byte[] Start(int width, int height, int bits, int slices, int length)
    {
        var content = new byte[Header + length];
        BinaryPrimitives.WriteInt32LittleEndian(content, width);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(4), height);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(8), bits);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(12), slices);
        return content;
    }
}
