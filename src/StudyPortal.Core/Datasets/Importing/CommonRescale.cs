using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>Slices of one series may be stored under different rescales; what they mean is the same.</summary>
internal static class CommonRescale
{
    /// <summary>By how much a pixel may miss a whole number, for the rounding of decimals.</summary>
    private const double Whole = 1e-6;

    /// <summary>The image with the same values under another rescale; null where one of its pixels would not be a whole number of its range.</summary>
    public static GrayImage? Convert(GrayImage image, LinearRescale from, LinearRescale to) => Convert(image, from, to, Whole);

    /// <summary>The image with the nearest values there are under another rescale, whose range holds all of them.</summary>
    public static GrayImage Nearest(GrayImage image, LinearRescale from, LinearRescale to) =>
        Convert(image, from, to, 0.5 + Whole) ?? throw new ArgumentException("A value lies outside the range.", nameof(to));

    /// <summary>Null where a pixel would be off by more than the slack, or out of range.</summary>
    private static GrayImage? Convert(GrayImage image, LinearRescale from, LinearRescale to, double slack)
    {
        var known = new Dictionary<ushort, ushort>();
        var pixels = new ushort[image.Pixels.Length];
        for (var index = 0; index < pixels.Length; index++)
        {
            if (!known.TryGetValue(image.Pixels[index], out var pixel))
            {
                var exact = to.PixelAt(from.Slope * image.Pixels[index] + from.Intercept);
                var whole = Math.Round(exact);
                if (Math.Abs(exact - whole) > slack || whole < 0 || whole > image.MaxValue) return null;
                known[image.Pixels[index]] = pixel = (ushort)whole;
            }

            pixels[index] = pixel;
        }

        return new GrayImage(image.Width, image.Height, image.BitDepth, pixels);
    }
}
