using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets;

internal static class CaseThumbnail
{
    private const int Side = 256;

    /// <summary>A small 8-bit PNG, as the window shows the image.</summary>
    public static byte[] Png(GrayImage image, int low, int high) => Thumbnail.Png(DisplayWindow.Apply(image, low, high), Side);
}
