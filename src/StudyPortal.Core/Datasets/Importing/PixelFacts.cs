using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>What is known of an image beside the values of its pixels.</summary>
internal sealed record PixelFacts(int Width, int Height, int BitDepth, int WindowLow, int WindowHigh, string Modality, LinearRescale? Rescale)
{
    public CaseReview Review { get; init; }

    /// <summary>Both can be slices of one stack, shown in one window.</summary>
    public bool IsLike(PixelFacts other) => HasSizeOf(other) && Rescale == other.Rescale;

    public bool HasSizeOf(PixelFacts other) => (Width, Height, BitDepth) == (other.Width, other.Height, other.BitDepth);
}
