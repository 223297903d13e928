using StudyPortal.Imaging;

namespace StudyPortal.Core.Datasets;

internal static class DisplayWindow
{
    /// <summary>Eight bits: stored value <paramref name="low"/> and below black, <paramref name="high"/> and above white, linear between.</summary>
    public static GrayImage Apply(GrayImage image, int low, int high)
    {
        var scale = 255.0 / Math.Max(1, high - low);
        return new GrayImage(image.Width, image.Height, 8, Array.ConvertAll(image.Pixels, pixel => (ushort)Math.Clamp(Math.Floor((pixel - low) * scale + 0.5), 0, 255)));
    }
}
