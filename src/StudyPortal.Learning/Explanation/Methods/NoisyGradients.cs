using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// Gradients at images with Gaussian noise. The noise is drawn once for all images, so that no map depends on the others.
/// </summary>
/// <param name="samples">Noises.</param>
/// <param name="sigma">Standard deviation in shares of each image's range from its smallest to its largest value.</param>
/// <param name="seed">Of the noise.</param>
internal sealed class NoisyGradients(int samples, double sigma, ulong seed)
{
    /// <returns>Samples x N x C x H x W.</returns>
    public Tensor Of(ImageScore score, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator random = new(seed);
        Tensor noise = randn([samples, 1, .. images.shape[1..]], generator: random).to(images.device);
        Tensor reach = images.amax([1, 2, 3], keepdim: true).sub(images.amin([1, 2, 3], keepdim: true)).mul(sigma);
        var gradients = noise.split(PassBudget.TimesOf(images)).Select(part =>
        {
            using DisposeScope pass = NewDisposeScope();
            Tensor noisy = images.unsqueeze(0).add(part.mul(reach.unsqueeze(0)));
            return score.GradientAt(noisy.flatten(0, 1)).reshape(noisy.shape).MoveToOuterDisposeScope();
        });
        return cat([.. gradients]).MoveToOuterDisposeScope();
    }
}
