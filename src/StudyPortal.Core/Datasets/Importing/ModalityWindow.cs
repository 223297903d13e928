using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>The window in which an image is first shown: its file's own, else what is usual for its modality.</summary>
internal static class ModalityWindow
{
    /// <summary>Soft tissue, in Hounsfield units.</summary>
    private const double TissueLow = -160, TissueHigh = 240;

    /// <summary>Share of the pixels of a radiograph or MR image that may go black, and white.</summary>
    private const double Tails = 0.005;

    /// <summary>The stored values shown as black and as white.</summary>
    public static (int Low, int High) Of(string modality, ViewingImage viewing) => modality switch
    {
        _ when viewing.HasOwnWindow => Whole(viewing.Low, viewing.High),
        "CT" when viewing.Rescale is { Slope: > 0 } hounsfield => Whole(hounsfield.PixelAt(TissueLow), hounsfield.PixelAt(TissueHigh)),
        "MR" or "CR" or "DX" or "MG" => WithoutTails(viewing.Image),
        _ => Whole(viewing.Low, viewing.High),
    };

    private static (int Low, int High) Whole(double low, double high) => ((int)Math.Floor(low), (int)Math.Ceiling(high));

    /// <summary>From the darkest to the brightest pixel, save for a few of each.</summary>
    public static (int Low, int High) WithoutTails(GrayImage image)
    {
        var counts = new int[image.MaxValue + 1];
        foreach (var pixel in image.Pixels) counts[pixel]++;
        var low = At(counts, Tails * image.Pixels.Length);
        return (low, Math.Max(low + 1, At(counts, (1 - Tails) * image.Pixels.Length)));
    }

    /// <summary>The smallest value that at least this many pixels do not exceed.</summary>
    private static int At(int[] counts, double rank)
    {
        var seen = 0;
        return Array.FindIndex(counts, count => (seen += count) >= rank);
    }
}
