using System.Runtime.Intrinsics;
using StudyPortal.Imaging.Display;

namespace StudyPortal.Imaging.Raster;

/// <summary>
/// The input of a network: the shorter side resized to the network's size (bilinear, widened by the reduction so that
/// it does not alias, as Pillow and torchvision do), the centre cropped to a square, values in [0, 1].
/// </summary>
public static class Resampled
{
    /// <summary>The rows that a vector holds.</summary>
    private const int Lines = 4;

    /// <summary>Row-major [0, 1]; 8-bit values over 255, 16-bit images first brought to 8 bits by their range.</summary>
    public static float[] ToUnitFloats(GrayImage image, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var shown = DisplayRange.ToEightBit(image);
        var shorter = Math.Min(shown.Width, shown.Height);
        var columns = Taps(shown.Width, (int)((long)size * shown.Width / shorter), size);
        var rows = Taps(shown.Height, (int)((long)size * shown.Height / shorter), size);
        return Vertically(Horizontally(shown, columns), rows);
    }

    /// <summary>Four rows at once, one in each part of a vector.</summary>
    private static float[] Horizontally(GrayImage image, Tap[] columns)
    {
        var narrowed = new float[image.Height * columns.Length];
        var lines = new Vector256<double>[image.Width];
        for (var row = 0; row < image.Height; row += Lines)
        {
            Interleave(image, row, lines);
            var kept = Math.Min(Lines, image.Height - row);
            for (var column = 0; column < columns.Length; column++)
            {
                var sums = columns[column].Sum(lines);
                for (var line = 0; line < kept; line++)
                    narrowed[(row + line) * columns.Length + column] = (float)sums[line];
            }
        }
        return narrowed;
    }

    /// <summary>Below the last row of the image it stands again.</summary>
    private static void Interleave(GrayImage image, int row, Vector256<double>[] lines)
    {
        var pixels = image.Pixels;
        Span<int> starts = stackalloc int[Lines];
        for (var line = 0; line < Lines; line++)
            starts[line] = Math.Min(row + line, image.Height - 1) * image.Width;
        var (first, second, third, fourth) = (starts[0], starts[1], starts[2], starts[3]);
        for (var column = 0; column < lines.Length; column++)
            lines[column] = Vector256.Create((double)pixels[first + column], pixels[second + column], pixels[third + column], pixels[fourth + column]);
    }

    private static float[] Vertically(float[] narrowed, Tap[] rows)
    {
        var size = rows.Length;
        var result = new float[size * size];
        var sums = new double[size];
        for (var row = 0; row < size; row++)
        {
            Array.Clear(sums);
            for (var tap = 0; tap < rows[row].Weights.Length; tap++)
                Add(narrowed.AsSpan((rows[row].Start + tap) * size, size), rows[row].Weights[tap], sums);
            for (var column = 0; column < size; column++)
                result[row * size + column] = (float)Math.Clamp(sums[column] / 255, 0, 1);
        }
        return result;
    }

    private static void Add(ReadOnlySpan<float> line, double weight, Span<double> sums)
    {
        var column = 0;
        for (; column <= line.Length - Vector256<float>.Count; column += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(line[column..]));
            (Vector256.Create<double>(sums[column..]) + lower * weight).CopyTo(sums[column..]);
            (Vector256.Create<double>(sums[(column + Lines)..]) + upper * weight).CopyTo(sums[(column + Lines)..]);
        }
        for (; column < line.Length; column++)
            sums[column] += line[column] * weight;
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
        public Vector256<double> Sum(ReadOnlySpan<Vector256<double>> lines)
        {
            var sum = Vector256<double>.Zero;
            for (var tap = 0; tap < Weights.Length; tap++)
                sum += lines[Start + tap] * Weights[tap];
            return sum;
        }
    }
}
