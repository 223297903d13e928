using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>A way to make maps of where an image moves a weighted sum of logits.</summary>
public abstract class MapMethod
{
    /// <summary>
    /// Values are changes of the score per unit of change of a pixel, not shares of the score that pixels brought.
    /// </summary>
    public virtual bool IsGradient => false;

    /// <summary>Images that go through the network for one map, about.</summary>
    public virtual int Passes => 1;

    /// <summary>The network in the form that <see cref="Explain"/> takes.</summary>
    public virtual FrozenNetwork Freeze(ResNet network, NormBranch branch) => new(network, branch);

    /// <summary>
    /// Raw signed maps of the sum of weights (N x K) times logits: N x C x H x W, or N x 1 x H x W from a method that
    /// does not tell channels apart. No map depends on the other images.
    /// </summary>
    public abstract Tensor Explain(FrozenNetwork network, Tensor images, Tensor weights);
}
