using StudyPortal.Imaging;

namespace StudyPortal.Core.Datasets;

internal static class GrayScale
{
    /// <summary>Eight bits: <paramref name="low"/> and below 0, <paramref name="high"/> and above 255, halves rounded up.</summary>
    public static GrayImage Image(int width, int height, double low, double high, Func<int, int, double> valueAt)
    {
        var pixels = new ushort[width * height];
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
                pixels[row * width + column] = Level(valueAt(row, column));
        return new GrayImage(width, height, 8, pixels);

        ushort Level(double value) => high > low ? (ushort)Math.Floor(Math.Clamp((value - low) / (high - low), 0, 1) * 255 + 0.5) : (ushort)0;
    }
}
