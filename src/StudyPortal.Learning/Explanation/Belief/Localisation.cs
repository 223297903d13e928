namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>Per image, NaN where the mask is empty or the map zero everywhere; all of the absolute values of the map.</summary>
/// <param name="Pointing">1 where the largest value lies within the tolerance of the mask, else 0.</param>
/// <param name="Mass">Share of the map inside the mask.</param>
/// <param name="Area">Share of the image that the mask covers: the mass of a map that knows nothing.</param>
/// <param name="Thresholds">Shares of the largest value.</param>
/// <param name="Overlap">Per threshold, per image: intersection over union of the mask and the pixels that reach the threshold.</param>
/// <param name="AveragePrecision">
/// Area under the precision-recall curve of the map as a detector of the mask's pixels, as steps; a map that knows nothing
/// reaches the area.
/// </param>
public sealed record LocalisationResult(
    double[] Pointing, double[] Mass, double[] Area, double[] Thresholds, double[][] Overlap, double[] AveragePrecision);

/// <summary>Do maps lie where the lesion is? Masks are shares of pixels, 0..1; a pixel belongs to one from a half on.</summary>
/// <param name="tolerance">Of the pointing game (Zhang et al. 2016), in pixels, Euclidean.</param>
/// <param name="thresholds">Shares of the largest absolute value, each above 0.</param>
public sealed class Localisation(double tolerance, IReadOnlyList<double> thresholds)
{
    /// <param name="maps">Maps of size x size, one after another.</param>
    /// <param name="masks">As many masks.</param>
    /// <param name="size">Pixels along a side.</param>
    /// <param name="progress">Told the share done.</param>
    /// <param name="cancellation">Looked at before each map.</param>
    public LocalisationResult Compute(float[] maps, float[] masks, int size, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (maps.Length != masks.Length || maps.Length % (size * size) != 0)
        {
            throw new ArgumentException($"Each {size} x {size} map needs a mask; {maps.Length} and {masks.Length} values were given.", nameof(masks));
        }
        int count = maps.Length / (size * size);
        double[] pointing = new double[count], mass = new double[count], area = new double[count], precision = new double[count];
        double[][] overlap = [.. thresholds.Select(_ => new double[count])];
        for (int image = 0; image < count; image++)
        {
            cancellation.ThrowIfCancellationRequested();
            float[] strength = Array.ConvertAll(maps[(image * size * size)..((image + 1) * size * size)], Math.Abs);
            MaskedMap map = new(strength, masks[(image * size * size)..((image + 1) * size * size)], size);
            (pointing[image], mass[image], area[image]) = (map.Pointing(tolerance), map.Mass, map.Area);
            precision[image] = map.AveragePrecision();
            for (int threshold = 0; threshold < overlap.Length; threshold++)
            {
                overlap[threshold][image] = map.Overlap(thresholds[threshold]);
            }
            progress?.Report((image + 1.0) / count);
        }
        return new LocalisationResult(pointing, mass, area, [.. thresholds], overlap, precision);
    }
}
