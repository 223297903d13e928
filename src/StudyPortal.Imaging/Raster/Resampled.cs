using StudyPortal.Imaging.Display;

namespace StudyPortal.Imaging.Raster;

/// <summary>
/// The input of a network: the shorter side resized to the network's size (bilinear, widened by the reduction so that
/// it does not alias, as Pillow and torchvision do), the centre cropped to a square, values in [0, 1].
/// </summary>
public static class Resampled
{
    /// <summary>Row-major [0, 1]; 8-bit values over 255, 16-bit images first brought to 8 bits by their range.</summary>
    public static float[] ToUnitFloats(GrayImage image, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var shown = DisplayRange.ToEightBit(image);
        var shorter = Math.Min(shown.Width, shown.Height);
        var columns = Taps(shown.Width, (int)((long)size * shown.Width / shorter), size);
        var rows = Taps(shown.Height, (int)((long)size * shown.Height / shorter), size);
        return Vertically(Horizontally(shown, columns), shown.Height, rows);
    }

    private static float[] Horizontally(GrayImage image, Tap[] columns)
    {
        var narrowed = new float[image.Height * columns.Length];
        for (var row = 0; row < image.Height; row++)
            for (var column = 0; column < columns.Length; column++)
                narrowed[row * columns.Length + column] = (float)columns[column].Sum(image.Pixels.AsSpan(row * image.Width, image.Width));
        return narrowed;
    }

    private static float[] Vertically(float[] narrowed, int height, Tap[] rows)
    {
        var size = rows.Length;
        var result = new float[size * size];
        var line = new float[height];
        for (var column = 0; column < size; column++)
        {
            for (var row = 0; row < height; row++)
                line[row] = narrowed[row * size + column];
            for (var row = 0; row < size; row++)
                result[row * size + column] = (float)Math.Clamp(rows[row].Sum(line) / 255, 0, 1);
        }
        return result;
    }

    /// <summary>The triangle filter for the central <paramref name="kept"/> of <paramref name="resized"/> samples.</summary>
    private static Tap[] Taps(int length, int resized, int kept)
    {
        var scale = length / (double)resized;
        var support = Math.Max(1, scale);
        var first = (int)Math.Round((resized - kept) / 2.0, MidpointRounding.ToEven);
        var taps = new Tap[kept];
        for (var index = 0; index < kept; index++)
        {
            var centre = (index + first + 0.5) * scale;
            var start = Math.Max(0, (int)(centre - support + 0.5));
            var end = Math.Min(length, (int)(centre + support + 0.5));
            var weights = new double[end - start];
            for (var tap = 0; tap < weights.Length; tap++)
                weights[tap] = Math.Max(0, 1 - Math.Abs((start + tap + 0.5 - centre) / support));
            var total = weights.Sum();
            taps[index] = new Tap(start, Array.ConvertAll(weights, weight => weight / total));
        }
        return taps;
    }

    private readonly record struct Tap(int Start, double[] Weights)
    {
        public double Sum(ReadOnlySpan<ushort> line)
        {
            var sum = 0.0;
            for (var tap = 0; tap < Weights.Length; tap++)
                sum += Weights[tap] * line[Start + tap];
            return sum;
        }

        public double Sum(ReadOnlySpan<float> line)
        {
            var sum = 0.0;
            for (var tap = 0; tap < Weights.Length; tap++)
                sum += Weights[tap] * line[Start + tap];
            return sum;
        }
    }
}
