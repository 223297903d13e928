using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>Pixels and the window to show them in: stored values that are black and white.</summary>
internal sealed record DecodedImage(GrayImage Image, int WindowLow, int WindowHigh)
{
    /// <summary>DICOM's code; empty when the source does not say.</summary>
    public string Modality { get; init; } = "";

    /// <summary>What the stored values mean; null where they have no unit.</summary>
    public LinearRescale? Rescale { get; init; }

    /// <summary>Whether somebody must look for text in the pixels before anyone else does.</summary>
    public CaseReview Review { get; init; }

    public PixelFacts Facts => new(Image.Width, Image.Height, Image.BitDepth, WindowLow, WindowHigh, Modality, Rescale) { Review = Review };
}
