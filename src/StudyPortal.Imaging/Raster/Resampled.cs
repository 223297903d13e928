using System.Numerics;
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
        var result = new float[size * size];
        var line = new float[shown.Width];
        for (var row = 0; row < size; row++)
        {
            Vertically(shown, rows[row], line);
            Horizontally(line, columns, result.AsSpan(row * size, size));
        }
        return result;
    }

    /// <summary>One row of the result in all columns of the image.</summary>
    private static void Vertically(GrayImage image, Tap row, float[] line)
    {
        Array.Clear(line);
        for (var tap = 0; tap < row.Weights.Length; tap++)
            Add(image.Pixels.AsSpan((row.Start + tap) * image.Width, image.Width), row.Weights[tap], line);
    }

    private static void Add(ReadOnlySpan<ushort> pixels, float weight, Span<float> sums)
    {
        var column = 0;
        for (; column <= pixels.Length - Vector<ushort>.Count; column += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(pixels[column..]), out var low, out var high);
            Add(low, weight, sums[column..]);
            Add(high, weight, sums[(column + Vector<float>.Count)..]);
        }
        for (; column < pixels.Length; column++)
            sums[column] += pixels[column] * weight;
    }

    private static void Add(Vector<uint> pixels, float weight, Span<float> sums) =>
        (new Vector<float>(sums) + Vector.ConvertToSingle(Vector.AsVectorInt32(pixels)) * weight).CopyTo(sums);

    private static void Horizontally(ReadOnlySpan<float> line, Tap[] columns, Span<float> result)
    {
        for (var column = 0; column < columns.Length; column++)
        {
            var (sum, weights) = (0f, columns[column].Weights);
            var under = line.Slice(columns[column].Start, weights.Length);
            for (var tap = 0; tap < weights.Length; tap++)
                sum += under[tap] * weights[tap];
            result[column] = Math.Clamp(sum / byte.MaxValue, 0, 1);
        }
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
            taps[index] = new Tap(start, Array.ConvertAll(weights, weight => (float)(weight / total)));
        }
        return taps;
    }

    private readonly record struct Tap(int Start, float[] Weights);
}
