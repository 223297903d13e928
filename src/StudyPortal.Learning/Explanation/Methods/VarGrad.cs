using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>Variance (n) of the gradient over noisy copies of the image (Adebayo et al. 2018); never negative.</summary>
/// <param name="samples">Noises.</param>
/// <param name="sigma">Standard deviation in shares of each image's range.</param>
/// <param name="seed">Of the noise.</param>
public sealed class VarGrad(int samples, double sigma, ulong seed) : ScoreMethod
{
    private readonly NoisyGradients gradients = new(samples, sigma, seed);

    public override int Passes => samples;

    internal override Tensor Explain(ImageScore score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        return gradients.Of(score, images).var([0], unbiased: false).MoveToOuterDisposeScope();
    }
}
