using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>
/// Sensitivity-max of Yeh et al. (2019): the largest relative change of a map, in Euclidean norm, among uniform noises within
/// <paramref name="radius"/> (units of the [0,1] image); 0 a map that stays.
/// </summary>
public sealed class MaxSensitivity(MapMethod method, double radius = 0.02, int samples = 10, int seed = 1)
{
    /// <returns>One per image; NaN where the map is zero everywhere.</returns>
    public double[] Compute(
        ResNet network, NormBranch branch, ImageSet images, IReadOnlyList<int> targets,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        using Explainer explainer = new(network, branch, method);
        float[] maps = explainer.Maps(images, targets, null, cancellation);
        Random random = new(seed);
        double[] largest = new double[images.Count];
        for (int sample = 0; sample < samples; sample++)
        {
            using ImageSet noisy = Noisy(images, random);
            float[] moved = explainer.Maps(noisy, targets, null, cancellation);
            for (int image = 0; image < largest.Length; image++)
            {
                largest[image] = Math.Max(largest[image], Change(Part(maps, image), Part(moved, image)));
            }
            progress?.Report((sample + 1.0) / samples);
        }
        return largest;

        ReadOnlySpan<float> Part(float[] all, int image) => all.AsSpan(image * images.Size * images.Size, images.Size * images.Size);
    }

    private ImageSet Noisy(ImageSet images, Random random)
    {
        float[] pixels = new float[images.Count * images.Size * images.Size];
        images.Read(0, pixels);
        double Moved(float pixel) => Math.Clamp(pixel + (radius * ((2 * random.NextDouble()) - 1)), 0, 1);
        return new ImageSet(Array.ConvertAll(pixels, pixel => (float)Moved(pixel)), images.Count, images.Size);
    }

    private static double Change(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        double difference = 0, norm = 0;
        for (int i = 0; i < before.Length; i++)
        {
            difference += ((double)after[i] - before[i]) * ((double)after[i] - before[i]);
            norm += (double)before[i] * before[i];
        }
        return norm > 0 ? Math.Sqrt(difference / norm) : double.NaN;
    }
}
