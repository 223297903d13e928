using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>ReLU of the sum of a stage's channels, each weighted by its mean gradient (Selvaraju et al. 2017).</summary>
/// <param name="stage">1 to 4.</param>
public sealed class GradCam(int stage) : CamMethod(stage)
{
    internal override Tensor Coarse(FrozenNetwork network, Tensor images, Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor output, Tensor gradient) = AtStage(network, images, weights);
        return gradient.mean([2, 3], keepdim: true).mul(output).sum(1).relu().MoveToOuterDisposeScope();
    }
}
