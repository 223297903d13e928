using NetVips;

namespace StudyPortal.Imaging.Raster;

/// <summary>Renderings: PNG files of 8-bit RGB.</summary>
public static class RgbPng
{
    /// <summary>Any PNG, JPEG or TIFF as a PNG of 8-bit RGB on black, upright, without metadata, its longer side at most so many pixels.</summary>
    /// <exception cref="ImageFormatException">The bytes are not such an image.</exception>
    public static byte[] Shrunk(byte[] content, int longestSide)
    {
        try
        {
            using var image = RasterReader.Open(content);
            ImageLimits.Check(image.Width, image.Height, 1, 8);
            using var small = image.ThumbnailImage(longestSide, height: longestSide, size: Enums.Size.Down);
            using var opaque = small.HasAlpha() ? small.Flatten() : small.Copy();
            using var colour = opaque.Colourspace(Enums.Interpretation.Srgb).Cast(Enums.BandFormat.Uchar);
            return colour.PngsaveBuffer(keep: Enums.ForeignKeep.None);
        }
        catch (VipsException damaged)
        {
            throw new ImageFormatException(ImageFault.CorruptImage, $"The image data is damaged or cut short ({damaged.Message.ReplaceLineEndings(" ").Trim()}).", inner: damaged);
        }
    }

    /// <exception cref="ImageFormatException">The bytes are not an intact PNG of 8-bit RGB.</exception>
    public static RgbImage Read(byte[] png)
    {
        if (png is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            throw new ImageFormatException(ImageFault.CorruptImage, "The PNG signature is missing.", offset: 0);
        try
        {
            using var image = Image.PngloadBuffer(png, failOn: Enums.FailOn.Error);
            ImageLimits.Check(image.Width, image.Height, 1, 3);
            if (image is not { Bands: 3, Format: Enums.BandFormat.Uchar })
                throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, $"{image.Bands} channels of {image.Format}; a rendering has three of 8 bits.");
            return new RgbImage(image.Width, image.Height, image.WriteToMemory<byte>());
        }
        catch (VipsException damaged)
        {
            throw new ImageFormatException(ImageFault.CorruptImage, $"The image data is damaged or cut short ({damaged.Message.ReplaceLineEndings(" ").Trim()}).", inner: damaged);
        }
    }
}
