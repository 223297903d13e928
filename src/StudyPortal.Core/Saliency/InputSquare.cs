using StudyPortal.Imaging;

namespace StudyPortal.Core.Saliency;

/// <summary>
/// Where a stored image lies in a model's input: the shorter side scaled to the input's side, the middle of the longer one kept,
/// exactly as <see cref="Imaging.Raster.Resampled"/> does it.
/// </summary>
internal sealed class InputSquare(int width, int height, int side)
{
    private readonly Axis _x = Axis.Of(width, Math.Min(width, height), side);
    private readonly Axis _y = Axis.Of(height, Math.Min(width, height), side);

    /// <summary>The share of each input pixel that the boxes cover, row-major; where boxes overlap, the larger share.</summary>
    public float[] Coverage(IEnumerable<Box> boxes)
    {
        var coverage = new float[side * side];
        foreach (var box in boxes)
        {
            var columns = _x.Shares(box.X, box.X + box.Width, side);
            var rows = _y.Shares(box.Y, box.Y + box.Height, side);
            for (var i = 0; i < coverage.Length; i++)
                coverage[i] = Math.Max(coverage[i], rows[i / side] * columns[i % side]);
        }

        return coverage;
    }

    /// <summary>The share of each input pixel that lies inside the mask, row-major; a mask has the stored image's size and is not 0 inside.</summary>
    public float[] Coverage(GrayImage mask)
    {
        if ((mask.Width, mask.Height) != (width, height))
            throw new ArgumentException($"A mask of {mask.Width} x {mask.Height} pixels for an image of {width} x {height}.", nameof(mask));
        var narrowed = new float[height * side];
        foreach (var (stored, input, share) in _x.Parts(width, side))
            for (var row = 0; row < height; row++)
                if (mask[row, stored] != 0) narrowed[row * side + input] += share;
        var coverage = new float[side * side];
        foreach (var (stored, input, share) in _y.Parts(height, side))
            for (var column = 0; column < side; column++)
                coverage[input * side + column] += share * narrowed[stored * side + column];
        return Array.ConvertAll(coverage, share => Math.Min(share, 1));
    }

    /// <summary>Where a point of the input, in its pixels, lies in the stored image.</summary>
    public (double X, double Y) ToStored(double x, double y) => ((x + _x.First) / _x.Scale, (y + _y.First) / _y.Scale);

    /// <summary>The part of the stored image that the input shows, in whole pixels.</summary>
    public (int Left, int Top, int Side) InStored
    {
        get
        {
            var shorter = Math.Min(width, height);
            return ((int)Math.Round(_x.First / _x.Scale), (int)Math.Round(_y.First / _y.Scale), shorter);
        }
    }

    /// <summary>A rectangle in pixels of the stored image.</summary>
    public readonly record struct Box(double X, double Y, double Width, double Height);

    private readonly record struct Axis(double Scale, int First)
    {
        public static Axis Of(int length, int shorter, int side)
        {
            var resized = (int)((long)side * length / shorter);
            return new Axis(resized / (double)length, (int)Math.Round((resized - side) / 2.0, MidpointRounding.ToEven));
        }

        /// <summary>Every stored pixel and the input pixels that it covers a share of.</summary>
        public IEnumerable<(int Stored, int Input, float Share)> Parts(int length, int side)
        {
            for (var stored = 0; stored < length; stored++)
            {
                var (start, end) = (stored * Scale - First, (stored + 1) * Scale - First);
                for (var input = Math.Max(0, (int)Math.Floor(start)); input < Math.Min(side, end); input++)
                    yield return (stored, input, (float)(Math.Min(end, input + 1) - Math.Max(start, input)));
            }
        }

        /// <summary>How much of each input pixel lies between two stored coordinates.</summary>
        public float[] Shares(double from, double to, int side)
        {
            var (start, end) = (from * Scale - First, to * Scale - First);
            return [.. Enumerable.Range(0, side).Select(i => (float)Math.Clamp(Math.Min(end, i + 1) - Math.Max(start, i), 0, 1))];
        }
    }
}
