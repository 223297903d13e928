namespace StudyPortal.Core.Saliency;

/// <summary>How much of a map lies inside the lesion, and how much of the image the lesion is; both 0..1.</summary>
internal readonly record struct LesionShare(double? Mass, double? Area)
{
    /// <summary>Nothing when no box lies in the input; no mass when the map is zero everywhere.</summary>
    public static LesionShare Of(float[] map, float[] coverage)
    {
        var area = coverage.Sum(share => (double)share) / coverage.Length;
        if (area == 0) return new LesionShare(null, null);
        var total = map.Sum(value => Math.Abs((double)value));
        var inside = map.Zip(coverage, (value, share) => Math.Abs((double)value) * share).Sum();
        return new LesionShare(total == 0 ? null : inside / total, area);
    }
}
