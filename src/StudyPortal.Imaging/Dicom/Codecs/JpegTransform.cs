using System.Runtime.Intrinsics;

namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>The inverse cosine transform of blocks of 8 x 8 (T.81, A.3.3), in single precision.</summary>
internal static class JpegTransform
{
    /// <summary>By place in the codestream: the place in the block, row by row.</summary>
    public static readonly byte[] ZigZag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>By frequency: its wave over eight samples.</summary>
    private static readonly Vector256<float>[] Waves = [.. Enumerable.Range(0, 8).Select(Wave)];

    /// <summary>Writes the samples of one block, moved up by half their range and kept within it.</summary>
    /// <param name="steps">Of the quantisation, row by row.</param>
    public static void Invert(ReadOnlySpan<short> block, ReadOnlySpan<float> steps, int middle, int highest, Span<ushort> into, int pitch)
    {
        Span<Vector256<float>> rows = stackalloc Vector256<float>[8];
        for (var frequency = 0; frequency < 8; frequency++)
        {
            var row = Vector256<float>.Zero;
            for (var index = 0; index < 8; index++)
                if (block[8 * frequency + index] is var level and not 0)
                    row += Waves[index] * (level * steps[8 * frequency + index]);
            rows[frequency] = row;
        }
        for (var y = 0; y < 8; y++)
        {
            var sum = Vector256.Create(middle + 0.5f);
            for (var frequency = 0; frequency < 8; frequency++)
                sum += rows[frequency] * Waves[frequency][y];
            var clamped = Vector256.Min(Vector256.Max(sum, Vector256<float>.Zero), Vector256.Create((float)highest));
            var samples = Vector256.ConvertToInt32(clamped);
            Vector128.Narrow(samples.GetLower().AsUInt32(), samples.GetUpper().AsUInt32()).CopyTo(into[(y * pitch)..]);
        }
    }

    private static Vector256<float> Wave(int frequency)
    {
        var wave = new float[8];
        for (var x = 0; x < 8; x++)
            wave[x] = (float)((frequency == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos((2 * x + 1) * frequency * Math.PI / 16));
        return Vector256.Create(wave);
    }
}
