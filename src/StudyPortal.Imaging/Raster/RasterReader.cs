using System.Runtime.InteropServices;
using NetVips;

namespace StudyPortal.Imaging.Raster;

/// <summary>
/// Reads PNG, JPEG, TIFF (first page) and BMP. The content decides the format, not the name; the size is checked before a pixel is
/// decoded; EXIF orientation is applied; metadata is not kept.
/// </summary>
public static class RasterReader
{
    /// <summary>What the library would print about a damaged file is in the exception.</summary>
    static RasterReader() => Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { });

    /// <summary>As gray: 16 bits stay 16, colour becomes luma, alpha is dropped (<see cref="RasterSamples.ToGray"/>).</summary>
    /// <exception cref="ImageFormatException">The file is missing, damaged, too large, or not such an image.</exception>
    public static GrayImage Read(string path) => Named(path, () => Decode(BoundedFile.Read(path)));

    /// <inheritdoc cref="Read(string)"/>
    public static GrayImage Read(Stream stream) => Decode(BoundedFile.Read(stream));

    /// <summary>All channels, as the file has them.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static RasterSamples ReadSamples(string path) => Named(path, () => Samples(BoundedFile.Read(path)));

    internal static GrayImage Decode(byte[] content) => Samples(content).ToGray();

    /// <summary>A file of any of the formats but BMP, its pixels not decoded yet.</summary>
    internal static Image Open(byte[] content) => content switch
    {
        [] => throw new ImageFormatException(ImageFault.CorruptImage, "The file is empty.", offset: 0),
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => Image.PngloadBuffer(content, failOn: Enums.FailOn.Error),
        [0xFF, 0xD8, 0xFF, ..] => Image.JpegloadBuffer(content, failOn: Enums.FailOn.Error),
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => Image.TiffloadBuffer(content, failOn: Enums.FailOn.Error),
        _ => throw new ImageFormatException(ImageFault.UnsupportedFormat, "Neither PNG, JPEG, TIFF nor BMP. Convert the image to PNG.", offset: 0),
    };

    private static T Named<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ImageFormatException refused) when (refused.File is null)
        {
            throw refused.In(path);
        }
    }

    private static RasterSamples Samples(byte[] content)
    {
        if (content is [(byte)'B', (byte)'M', ..]) return BmpReader.Read(content);
        if (content is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] && PlainPng.Read(content) is { } plain) return plain;
        try
        {
            using var image = Open(content);
            var type = TypeOf(image);
            ImageLimits.Check(image.Width, image.Height, 1, Math.Max(1, image.Bands) * Bytes(type));
            ImageLimits.CheckExpansion((long)image.Width * image.Height * image.Bands * Bytes(type), content.Length);
            using var upright = image.Autorot();
            var values = ValuesOf(upright, type);
            return image.Interpretation == Enums.Interpretation.Cmyk
                ? new RasterSamples(upright.Width, upright.Height, 1, type, GrayOfInk(values))
                : new RasterSamples(upright.Width, upright.Height, upright.Bands, type, values);
        }
        catch (VipsException damaged)
        {
            var reason = damaged.Message.ReplaceLineEndings(" ").Trim();
            throw new ImageFormatException(ImageFault.CorruptImage, $"The image data is damaged or cut short ({reason}). Export the file again.", inner: damaged);
        }
    }

    private static SampleType TypeOf(Image image)
    {
        var isInk = image.Interpretation == Enums.Interpretation.Cmyk;
        if (image.Bands is < 1 or > 4 || (isInk && (image.Format != Enums.BandFormat.Uchar || image.Bands != 4)))
            throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, $"{image.Bands} channels of {image.Format} ({image.Interpretation}); gray and RGB, with or without alpha, and CMYK of 8 bits are read.");
        return image.Format switch
        {
            Enums.BandFormat.Uchar => SampleType.EightBits,
            Enums.BandFormat.Ushort => SampleType.SixteenBits,
            Enums.BandFormat.Float => SampleType.FloatingPoint,
            _ => throw new ImageFormatException(ImageFault.UnsupportedPixelFormat, $"Samples of type {image.Format}; unsigned integers of 8 or 16 bits and floating-point numbers of 32 bits are read."),
        };
    }

    private static byte[] ValuesOf(Image image, SampleType type) => type switch
    {
        SampleType.EightBits => image.WriteToMemory<byte>(),
        SampleType.SixteenBits => MemoryMarshal.AsBytes<ushort>(image.WriteToMemory<ushort>()).ToArray(),
        _ => MemoryMarshal.AsBytes<float>(image.WriteToMemory<float>()).ToArray(),
    };

    private static int Bytes(SampleType type) => type switch { SampleType.EightBits => 1, SampleType.SixteenBits => 2, _ => 4 };

    /// <summary>The luma of the light that four inks leave, without a profile.</summary>
    private static byte[] GrayOfInk(byte[] inks)
    {
        var gray = new byte[inks.Length / 4];
        for (var index = 0; index < gray.Length; index++)
        {
            var light = 255 - inks[index * 4 + 3];
            int Left(int ink) => ((255 - inks[index * 4 + ink]) * light + 127) / 255;
            gray[index] = (byte)RasterSamples.Luma(Left(0), Left(1), Left(2));
        }

        return gray;
    }
}
