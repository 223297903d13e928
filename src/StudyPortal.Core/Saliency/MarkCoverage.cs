using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Saliency;

/// <summary>What a reader's marks cover of a model's input.</summary>
internal static class MarkCoverage
{
    /// <summary>A point stands for a disc of this share of the input's side around it.</summary>
    public const double PointRadius = 0.05;

    /// <summary>Samples along each side of an input pixel.</summary>
    private const int Samples = 4;

    /// <summary>The share of each input pixel that lies in any of the marks, row-major, from 4 x 4 samples a pixel.</summary>
    /// <param name="marks">In pixels of the stored image.</param>
    /// <param name="width">Of the stored image.</param>
    /// <param name="height">Of the stored image.</param>
    /// <param name="side">Of the input.</param>
    public static float[] Of(IReadOnlyList<Mark> marks, int width, int height, int side)
    {
        var square = new InputSquare(width, height, side);
        var radius = PointRadius * Math.Min(width, height);
        var boxes = marks.Select(mark => Bounds.Of(mark, radius)).ToList();
        var coverage = new float[side * side];
        for (var index = 0; index < coverage.Length; index++)
        {
            var inside = 0;
            var (left, top) = square.ToStored(index % side, index / side);
            var (right, bottom) = square.ToStored(index % side + 1, index / side + 1);
            if (!boxes.Exists(box => box.Touches(left, top, right, bottom))) continue;
            for (var sample = 0; sample < Samples * Samples; sample++)
            {
                var (x, y) = square.ToStored(index % side + Offset(sample % Samples), index / side + Offset(sample / Samples));
                if (marks.Any(mark => Contains(mark, x, y, radius))) inside++;
            }
            coverage[index] = inside / (float)(Samples * Samples);
        }
        return coverage;
    }

    /// <summary>The box around a mark, in pixels of the stored image.</summary>
    private readonly record struct Bounds(double Left, double Top, double Right, double Bottom)
    {
        public static Bounds Of(Mark mark, double radius)
        {
            var margin = mark.Shape == MarkShape.Point ? radius : 0;
            var (xs, ys) = (mark.Points.Select(point => point[0]).ToList(), mark.Points.Select(point => point[1]).ToList());
            return new Bounds(xs.Min() - margin, ys.Min() - margin, xs.Max() + margin, ys.Max() + margin);
        }

        public bool Touches(double left, double top, double right, double bottom) => left <= Right && right >= Left && top <= Bottom && bottom >= Top;
    }

    private static double Offset(int sample) => (sample + 0.5) / Samples;

    private static bool Contains(Mark mark, double x, double y, double radius) => mark.Shape switch
    {
        MarkShape.Point => Math.Pow(x - mark.Points[0][0], 2) + Math.Pow(y - mark.Points[0][1], 2) <= radius * radius,
        MarkShape.Rectangle => IsBetween(x, mark.Points[0][0], mark.Points[1][0]) && IsBetween(y, mark.Points[0][1], mark.Points[1][1]),
        MarkShape.Ellipse => IsInEllipse(mark.Points[0], mark.Points[1], x, y),
        _ => IsInPolygon(mark.Points, x, y),
    };

    private static bool IsBetween(double value, double first, double second) => value >= Math.Min(first, second) && value <= Math.Max(first, second);

    private static bool IsInEllipse(IReadOnlyList<double> first, IReadOnlyList<double> second, double x, double y)
    {
        var (across, down) = ((second[0] - first[0]) / 2, (second[1] - first[1]) / 2);
        if (across == 0 || down == 0) return false;
        return Math.Pow((x - (first[0] + second[0]) / 2) / across, 2) + Math.Pow((y - (first[1] + second[1]) / 2) / down, 2) <= 1;
    }

    /// <summary>Even-odd rule.</summary>
    private static bool IsInPolygon(IReadOnlyList<IReadOnlyList<double>> corners, double x, double y)
    {
        var inside = false;
        for (var i = 0; i < corners.Count; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % corners.Count]);
            if (a[1] > y != b[1] > y && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) inside = !inside;
        }
        return inside;
    }
}
