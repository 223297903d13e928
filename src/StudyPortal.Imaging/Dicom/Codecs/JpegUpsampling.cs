namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>
/// Brings a component to the size of the image. Halved columns, with or without halved rows, are interpolated with
/// weights of 3 and 1, as most decoders do; other ratios repeat their samples.
/// </summary>
internal sealed class JpegUpsampling(ushort[] samples, int pitch, int width, int height, int horizontal, int vertical)
{
    /// <summary>Writes every <paramref name="step"/>th sample of an image with rows of <paramref name="columns"/> pixels.</summary>
    public void CopyTo(Span<ushort> image, int columns, int step)
    {
        var interpolates = horizontal == 2 && vertical <= 2;
        var row = new ushort[horizontal * width];
        for (int y = 0, at = 0; at < image.Length; y++)
        {
            if (interpolates)
                Interpolate(y, row);
            else
                Repeat(y, row);
            for (var x = 0; x < columns; x++, at += step)
                image[at] = row[x];
        }
    }

    private ReadOnlySpan<ushort> Row(int row) => samples.AsSpan(Math.Clamp(row, 0, height - 1) * pitch, width);

    private void Repeat(int y, Span<ushort> into)
    {
        var row = Row(y / vertical);
        for (var x = 0; x < row.Length; x++)
            into.Slice(x * horizontal, horizontal).Fill(row[x]);
    }

    private void Interpolate(int y, Span<ushort> into)
    {
        var near = Row(y / vertical);
        var far = vertical == 1 ? near : Row(y / 2 + (y % 2 == 0 ? -1 : 1));
        // The sums of the rows have the fourfold weight, and those of the columns as much again.
        var (nearWeight, shift, roundLeft, roundRight) = vertical == 1 ? (1, 2, 1, 2) : (3, 4, 8, 7);
        var farWeight = vertical - 1;
        for (var x = 0; x < width; x++)
        {
            var sum = Sum(near, far, x);
            into[2 * x] = (ushort)((3 * sum + Sum(near, far, Math.Max(x - 1, 0)) + roundLeft) >> shift);
            into[2 * x + 1] = (ushort)((3 * sum + Sum(near, far, Math.Min(x + 1, width - 1)) + roundRight) >> shift);
        }

        int Sum(ReadOnlySpan<ushort> first, ReadOnlySpan<ushort> second, int x) => nearWeight * first[x] + farWeight * second[x];
    }
}
