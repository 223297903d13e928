using System.Buffers.Binary;

namespace StudyPortal.Core.Reading;

/// <summary>
/// Pixels for a reader's screen: three little-endian uint32 (width, height, bits per sample) and then the samples, row by row,
/// uncompressed and little-endian. Two pictures of one size have one length, so that the length tells nothing.
/// </summary>
public sealed class SlotPicture
{
    private const int Header = 12;

    private SlotPicture(byte[] content) => Content = content;

    public byte[] Content { get; }

    /// <param name="image">One sample a pixel, 8 or 16 bits.</param>
    internal static SlotPicture Of(Imaging.GrayImage image)
    {
        var bytes = image.BitDepth / 8;
        var content = Start(image.Width, image.Height, image.BitDepth, image.Pixels.Length * bytes);
        for (var index = 0; index < image.Pixels.Length; index++)
            if (bytes == 1) content[Header + index] = (byte)image.Pixels[index];
            else BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(Header + 2 * index), image.Pixels[index]);
        return new SlotPicture(content);
    }

    /// <param name="image">Red, green and blue, 8 bits each.</param>
    internal static SlotPicture Of(Imaging.RgbImage image)
    {
        var content = Start(image.Width, image.Height, 24, image.Samples.Length);
        image.Samples.CopyTo(content, Header);
        return new SlotPicture(content);
    }

    private static byte[] Start(int width, int height, int bits, int length)
    {
        var content = new byte[Header + length];
        BinaryPrimitives.WriteInt32LittleEndian(content, width);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(4), height);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(8), bits);
        return content;
    }
}
