using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Explanation.Belief;

/// <summary>A method that does not look at the network: its map is the image.</summary>
internal sealed class ImageItself : MapMethod
{
    public override Tensor Explain(FrozenNetwork network, Tensor images, Tensor weights) => images.clone();
}
