using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>
/// How fast the logits can change around an image: the largest ||z(x') - z(x)||_1 / ||x' - x||_inf met on an ascent of the
/// numerator inside the ball (the empirical local Lipschitz constant of Yang et al., NeurIPS 2020, on logits). A lower bound:
/// no search finds the very largest.
/// </summary>
/// <param name="epsilon">Radius of the ball in the L-infinity norm, in units of the [0,1] image.</param>
/// <param name="steps">Of the ascent, each a quarter of epsilon, from a random point.</param>
public sealed class LocalLipschitz(double epsilon, int steps = 10)
{
    public int BatchSize { get; init; } = 32;

    /// <param name="network">Looked at in evaluation mode; left as it is.</param>
    /// <param name="branch">That images go through.</param>
    /// <param name="images">N x C x H x W in [0,1].</param>
    /// <param name="seed">Of the random points.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public LipschitzResult Compute(
        ResNet network, NormBranch branch, Tensor images, ulong seed,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using FrozenNetwork frozen = new(network, branch);
        using Generator random = new(seed);
        List<float> largest = [];
        for (long start = 0; start < images.shape[0]; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor batch = images.narrow(0, start, Math.Min(BatchSize, images.shape[0] - start)).to(network.Device);
            largest.AddRange(Largest(frozen, batch, random));
            progress?.Report((double)largest.Count / images.shape[0]);
        }
        return new LipschitzResult([.. largest]);
    }

    private float[] Largest(FrozenNetwork network, Tensor origin, Generator random)
    {
        using IDisposable fixedWeights = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Ball ball = new(AttackNorm.Linf, tensor(epsilon));
        LossGradient change = new(network, (logits, clean) => logits.sub(clean).abs().sum(1), network.Logits(origin));
        Tensor current = ball.Project(origin, origin.add(Ball.Noise(AttackNorm.Linf, epsilon, origin.shape, random).to(origin.device)));
        Tensor largest = zeros(origin.shape[0], device: origin.device);
        for (int step = 0; step <= steps; step++)
        {
            (Tensor changed, Tensor gradient) = change.At(current);
            largest = largest.maximum(changed.div(current.sub(origin).abs().flatten(1).amax([1]).clamp_min(1e-12f)));
            current = ball.Project(origin, current.add(gradient.sign_(), alpha: epsilon / 4));
        }
        return [.. largest.cpu().data<float>()];
    }
}

/// <summary>The estimate for each image.</summary>
public sealed record LipschitzResult(float[] PerImage)
{
    public double Largest => PerImage.Max();

    public double Mean => PerImage.Average();
}
