namespace StudyPortal.Core.Saliency;

/// <summary>How a map agrees with what a reader marked before he saw it.</summary>
/// <param name="MassInside">Share of the absolute map inside the marks, 0..1; null where the map is zero everywhere.</param>
/// <param name="AreaInside">Share of the image inside them: what a map that knows nothing would reach.</param>
/// <param name="Hit">The strongest absolute value lies inside (the pointing game; of equals the first in reading order counts).</param>
/// <param name="Iou">Intersection over union of the marks and as many of the strongest pixels as they cover; null where they cover less than half of every pixel.</param>
internal readonly record struct MarkOverlap(double? MassInside, double AreaInside, bool Hit, double? Iou)
{
    private const float Half = 0.5f;

    /// <summary>Null when no mark lies in the input.</summary>
    /// <param name="map">Signed values, row-major.</param>
    /// <param name="coverage">The share of each pixel that the marks cover.</param>
    public static MarkOverlap? Of(float[] map, float[] coverage)
    {
        if (LesionShare.Of(map, coverage) is not { Area: { } area } share) return null;
        var strongest = Enumerable.Range(0, map.Length).OrderByDescending(index => Math.Abs(map[index])).ThenBy(index => index);
        var marked = coverage.Count(each => each >= Half);
        var common = strongest.Take(marked).Count(index => coverage[index] >= Half);
        return new MarkOverlap(share.Mass, area, coverage[strongest.First()] >= Half, marked == 0 ? null : common / (double)(2 * marked - common));
    }
}
