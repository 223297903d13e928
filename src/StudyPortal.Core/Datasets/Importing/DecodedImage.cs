using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

/// <summary>Pixels and the window to show them in: stored values that are black and white.</summary>
internal sealed record DecodedImage(GrayImage Image, int WindowLow, int WindowHigh)
{
    /// <summary>A PNG, JPEG, TIFF or BMP: 8 bits as they are, more by the range of their values.</summary>
    /// <exception cref="ImageFormatException">The file cannot be decoded.</exception>
    public static DecodedImage OfRaster(string path)
    {
        var image = RasterReader.Read(path);
        return image.BitDepth == 8 ? new DecodedImage(image, 0, image.MaxValue) : new DecodedImage(image, image.Pixels.Min(), image.Pixels.Max());
    }

    /// <summary>DICOM's code; empty when the source does not say.</summary>
    public string Modality { get; init; } = "";

    /// <summary>What the stored values mean; null where they have no unit.</summary>
    public LinearRescale? Rescale { get; init; }

    /// <summary>Whether somebody must look for text in the pixels before anyone else does.</summary>
    public CaseReview Review { get; init; }

    public PixelFacts Facts => new(Image.Width, Image.Height, Image.BitDepth, WindowLow, WindowHigh, Modality, Rescale) { Review = Review };
}
