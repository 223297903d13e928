using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>Per image.</summary>
/// <param name="Infidelity">Mean squared difference between the drops that a map foretells and those that happen, in squared logits.</param>
/// <param name="Unexplained">The same over the mean squared drop: 0 a perfect map, 1 one that says nothing; NaN where nothing drops.</param>
public sealed record InfidelityResult(double[] Infidelity, double[] Unexplained);

/// <summary>
/// Infidelity of Yeh et al. (On the (in)fidelity and sensitivity of explanations, 2019), square removal: squares at random
/// places, of up to a quarter of the side, turn black; the drop of the logit is compared with the map summed over the square
/// (times the pixels, for a gradient). Maps are first scaled to fit best, since those of different methods have no common unit.
/// </summary>
public sealed class Infidelity(int samples = 256, int seed = 1)
{
    /// <param name="network">What is explained.</param>
    /// <param name="branch">Its norms.</param>
    /// <param name="images">What was explained.</param>
    /// <param name="targets">The label of each image.</param>
    /// <param name="maps">One per image, one after another.</param>
    /// <param name="areGradients"><see cref="MapMethod.IsGradient"/> of the method that made them.</param>
    /// <param name="progress">Told the share done.</param>
    /// <param name="cancellation">Looked at before each image.</param>
    public InfidelityResult Compute(
        ResNet network, NormBranch branch, ImageSet images, IReadOnlyList<int> targets, float[] maps, bool areGradients,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        using TargetScores scores = new(network, branch);
        using Tensor kept = Squares(images.Size).to(network.Device);
        double[] infidelity = new double[images.Count], unexplained = new double[images.Count];
        for (int image = 0; image < images.Count; image++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor grey = scores.Grey(images, image);
            double before = scores.Logits(grey, targets[image])[0];
            double[] drops = Array.ConvertAll(scores.Logits(grey * kept, targets[image]), after => before - after);
            Tensor map = tensor(maps.AsMemory(image * images.Size * images.Size, images.Size * images.Size), grey.shape).to(network.Device);
            Tensor parts = (areGradients ? map * grey : map).to(ScalarType.Float64) * (1 - kept);
            (infidelity[image], unexplained[image]) = Fit([.. parts.sum([1, 2, 3]).cpu().data<double>()], drops);
            progress?.Report((image + 1.0) / images.Count);
        }
        return new InfidelityResult(infidelity, unexplained);
    }

    /// <summary>Error of the drops after the best scaling of what was foretold.</summary>
    internal static (double Error, double Share) Fit(double[] foretold, double[] drops)
    {
        double product = foretold.Zip(drops, (x, y) => x * y).Sum(), squares = foretold.Sum(x => x * x);
        double scale = squares > 0 ? product / squares : 0;
        double error = foretold.Zip(drops, (x, y) => (y - (scale * x)) * (y - (scale * x))).Average();
        return (error, error / drops.Average(y => y * y));
    }

    /// <summary>0 in a square, 1 outside, samples x 1 x size x size.</summary>
    private Tensor Squares(int size)
    {
        Random random = new(seed);
        float[] kept = [.. Enumerable.Repeat(1f, samples * size * size)];
        for (int sample = 0; sample < samples; sample++)
        {
            int side = random.Next(1, Math.Max(2, (size / 4) + 1));
            int left = random.Next(0, size - side + 1), top = random.Next(0, size - side + 1);
            for (int row = top; row < top + side; row++)
            {
                kept.AsSpan((sample * size * size) + (row * size) + left, side).Clear();
            }
        }
        return tensor(kept, [samples, 1, size, size]);
    }
}
