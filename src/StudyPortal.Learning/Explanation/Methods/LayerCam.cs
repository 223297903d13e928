using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// A stage's channels, each pixel weighted by its own positive gradient (Jiang et al. 2021): usable at early, finer stages.
/// </summary>
/// <param name="stage">1 to 4.</param>
public sealed class LayerCam(int stage) : CamMethod(stage)
{
    internal override Tensor Coarse(FrozenNetwork network, Tensor images, Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor output, Tensor gradient) = AtStage(network, images, weights);
        return gradient.relu().mul(output).sum(1).relu().MoveToOuterDisposeScope();
    }
}
