using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>How alike two maps of the same image are, image by image; 1 where they are equal.</summary>
/// <param name="Spearman">Rank correlation of the signed values; NaN where a map has one value only.</param>
/// <param name="SpearmanAbsolute">The same of the absolute values.</param>
/// <param name="StructuralSimilarity">
/// SSIM (Wang et al. 2004: Gaussian window 11 x 11 of 1.5 pixels, K 0.01 and 0.03) of the maps clipped and stretched to [0,1].
/// </param>
public sealed record MapAgreement(double[] Spearman, double[] SpearmanAbsolute, double[] StructuralSimilarity)
{
    private const int WindowRadius = 5;

    private static readonly GaussianWindow Window = new(1.5, WindowRadius);

    /// <param name="first">Maps of size x size, one after another.</param>
    /// <param name="second">As many of the same images.</param>
    /// <param name="size">Pixels along a side, at least 11.</param>
    public static MapAgreement Between(float[] first, float[] second, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, (2 * WindowRadius) + 1);
        if (first.Length != second.Length || first.Length % (size * size) != 0)
        {
            throw new ArgumentException($"Two sets of {size} x {size} maps must be equally long; they have {first.Length} and {second.Length} values.");
        }
        float[][] pairs = [.. first.Chunk(size * size)], others = [.. second.Chunk(size * size)];
        return new MapAgreement(
            [.. pairs.Zip(others, RankCorrelation.Spearman)],
            [.. pairs.Zip(others, (x, y) => RankCorrelation.Spearman(Array.ConvertAll(x, Math.Abs), Array.ConvertAll(y, Math.Abs)))],
            [.. pairs.Zip(others, (x, y) => Similarity(x, y, size))]);
    }

    /// <summary>SSIM of N x 1 x H x W images in [0,1]: the mean over all windows, image by image.</summary>
    internal static Tensor Similarity(Tensor first, Tensor second)
    {
        const double luminance = 0.01 * 0.01, contrast = 0.03 * 0.03;
        using DisposeScope scope = NewDisposeScope();
        Tensor meanX = Window.Means(first), meanY = Window.Means(second);
        Tensor varianceX = Window.Means(first.square()) - meanX.square();
        Tensor varianceY = Window.Means(second.square()) - meanY.square();
        Tensor covariance = Window.Means(first * second) - (meanX * meanY);
        Tensor similarity = ((2 * meanX * meanY) + luminance) * ((2 * covariance) + contrast)
            / ((meanX.square() + meanY.square() + luminance) * (varianceX + varianceY + contrast));
        return similarity.mean([1, 2, 3]).MoveToOuterDisposeScope();
    }

    private static double Similarity(float[] first, float[] second, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = MapNormalisation.ClipAndStretch(tensor(first, [1, 1, size, size]));
        Tensor y = MapNormalisation.ClipAndStretch(tensor(second, [1, 1, size, size]));
        return Similarity(x.to(ScalarType.Float64), y.to(ScalarType.Float64)).item<double>();
    }
}
