using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// The gradient that every ReLU lets back only where it is positive (Springenberg et al. 2015). It looks sharp and fails the
/// randomisation test (Adebayo et al. 2018).
/// </summary>
public sealed class GuidedBackpropagation : MapMethod
{
    public override bool IsGradient => true;

    public override FrozenNetwork Freeze(ResNet network, NormBranch branch) => new(network, branch) { Guided = true };

    public override Tensor Explain(FrozenNetwork network, Tensor images, Tensor weights) => network.Gradient(images, _ => weights);
}
