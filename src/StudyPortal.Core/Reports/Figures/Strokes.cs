using ScottPlot;
using SkiaSharp;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Draws dashed lines dash by dash: Skia's own dashes come out solid in SVG, where colour alone would then tell the lines apart.</summary>
internal static class Strokes
{
    /// <summary>Lengths of dash and gap in turn, in the plot's pixels; a solid line has none.</summary>
    public static readonly float[] Solid = [], Long = [9, 4], Short = [4, 3], Mixed = [9, 3, 2, 3], Dots = [2, 4];

    public static void Draw(SKCanvas canvas, IReadOnlyList<Pixel> points, Color colour, float width, float[] dashes)
    {
        if (points.Count < 2) return;
        using var path = new SKPath();
        if (dashes.Length == 0) Whole(path, points);
        else Dashed(path, points, dashes);
        using var paint = new SKPaint { Color = colour.ToSKColor(), IsStroke = true, StrokeWidth = width, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        canvas.DrawPath(path, paint);
    }

    private static void Whole(SKPath path, IReadOnlyList<Pixel> points)
    {
        path.MoveTo(points[0].X, points[0].Y);
        foreach (var point in points.Skip(1)) path.LineTo(point.X, point.Y);
    }

    /// <summary>A dash goes on around the corners of the line.</summary>
    private static void Dashed(SKPath path, IReadOnlyList<Pixel> points, float[] dashes)
    {
        var (part, left) = (0, dashes[0]);
        path.MoveTo(points[0].X, points[0].Y);
        foreach (var (from, to) in points.Zip(points.Skip(1)))
        {
            var length = MathF.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            for (var at = 0f; at < length;)
            {
                var step = MathF.Min(left, length - at);
                (at, left) = (at + step, left - step);
                var share = MathF.Min(at / length, 1);
                var (x, y) = (from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share));
                if (part % 2 == 0) path.LineTo(x, y);
                else path.MoveTo(x, y);
                if (left > 0.001f) continue;
                part = (part + 1) % dashes.Length;
                left = dashes[part];
            }
        }
    }
}
