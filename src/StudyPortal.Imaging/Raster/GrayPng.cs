namespace StudyPortal.Imaging.Raster;

/// <summary>Gray images as lossless PNG of 8 or 16 bits, with nothing in the file but the pixels.</summary>
public static class GrayPng
{
    /// <summary>The PNG file; the same image gives the same bytes.</summary>
    public static byte[] Write(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.BitDepth == 16
            ? Png.Encode(image.Pixels, image.Width, image.Height, bands: 1)
            : Png.Encode(Array.ConvertAll(image.Pixels, pixel => (byte)pixel), image.Width, image.Height, bands: 1);
    }

    /// <exception cref="ImageFormatException">The bytes are not an intact PNG.</exception>
    public static GrayImage Read(byte[] png)
    {
        if (png is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            throw new ImageFormatException(ImageFault.CorruptImage, "The PNG signature is missing.", offset: 0);
        return RasterReader.Decode(png);
    }
}
