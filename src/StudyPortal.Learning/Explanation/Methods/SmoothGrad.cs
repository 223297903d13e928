using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>Mean gradient over noisy copies of the image (Smilkov et al. 2017).</summary>
/// <param name="samples">Noises.</param>
/// <param name="sigma">Standard deviation in shares of each image's range.</param>
/// <param name="seed">Of the noise.</param>
public sealed class SmoothGrad(int samples, double sigma, ulong seed) : ScoreMethod
{
    private readonly NoisyGradients gradients = new(samples, sigma, seed);

    public override int Passes => samples;

    public override bool IsGradient => true;

    internal override Tensor Explain(ImageScore score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return gradients.Of(score, images).mean([0]).MoveToOuterDisposeScope();
    }
}
