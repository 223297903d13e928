using NetVips;

namespace StudyPortal.Imaging.Raster;

/// <summary>
/// Reads PNG, JPEG and TIFF (first page) as gray. The content decides the format, not the name. 16 bits stay 16;
/// colour becomes Rec. 601 luma; alpha is dropped, not composed; EXIF orientation is applied; metadata is not kept.
/// </summary>
public static class RasterReader
{
    /// <exception cref="ImageFormatException">The file is missing, damaged, too large, or not such an image.</exception>
    public static GrayImage Read(string path)
    {
        try
        {
            return Decode(BoundedFile.Read(path));
        }
        catch (ImageFormatException refused) when (refused.File is null)
        {
            throw refused.In(path);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static GrayImage Read(Stream stream) => Decode(BoundedFile.Read(stream));

    internal static GrayImage Decode(byte[] content)
    {
        try
        {
            using var image = Open(content);
            ImageLimits.Check(image.Width, image.Height, 1, Math.Max(1, image.Bands) * 2L);
            Require(image);
            using var upright = image.Autorot();
            return Gray(upright);
        }
        catch (VipsException damaged)
        {
            var reason = damaged.Message.ReplaceLineEndings(" ").Trim();
            throw new ImageFormatException(ImageFault.CorruptImage, $"The image data is damaged or cut short ({reason}). Export the file again.", inner: damaged);
        }
    }

    internal static Image Open(byte[] content) => content switch
    {
        [] => throw new ImageFormatException(ImageFault.CorruptImage, "The file is empty.", offset: 0),
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => Image.PngloadBuffer(content, failOn: Enums.FailOn.Error),
        [0xFF, 0xD8, 0xFF, ..] => Image.JpegloadBuffer(content, failOn: Enums.FailOn.Error),
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => Image.TiffloadBuffer(content, failOn: Enums.FailOn.Error),
        _ => throw new ImageFormatException(ImageFault.UnsupportedFormat, "Neither PNG, JPEG nor TIFF. Convert the image to PNG.", offset: 0),
    };

    private static void Require(Image image)
    {
        if (image.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort))
            throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, $"Samples of type {image.Format}; unsigned integers of 8 or 16 bits are read.");
        if (image.Interpretation == Enums.Interpretation.Cmyk || image.Bands is < 1 or > 4)
            throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, $"{image.Bands} channels ({image.Interpretation}); gray and RGB, with or without alpha, are read.");
    }

    private static GrayImage Gray(Image image)
    {
        var samples = image.Format == Enums.BandFormat.Ushort
            ? image.WriteToMemory<ushort>()
            : Array.ConvertAll(image.WriteToMemory<byte>(), sample => (ushort)sample);
        var pixels = image.Bands == 1 ? samples : Luma(samples, image.Bands);
        return new GrayImage(image.Width, image.Height, image.Format == Enums.BandFormat.Ushort ? 16 : 8, pixels);
    }

    private static ushort[] Luma(ushort[] samples, int bands)
    {
        var pixels = new ushort[samples.Length / bands];
        for (var index = 0; index < pixels.Length; index++)
        {
            var pixel = samples.AsSpan(index * bands, bands);
            pixels[index] = bands < 3 ? pixel[0] : (ushort)((299L * pixel[0] + 587L * pixel[1] + 114L * pixel[2] + 500) / 1000);
        }
        return pixels;
    }
}
