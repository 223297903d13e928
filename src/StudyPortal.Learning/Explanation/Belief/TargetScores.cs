using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation.Belief;

/// <summary>Logits of one label for many versions of an image, in evaluation mode.</summary>
internal sealed class TargetScores(ResNet network, NormBranch branch) : IDisposable
{
    private readonly FrozenNetwork frozen = new(network, branch);

    /// <summary>One image of a set, 1 x 1 x H x W, on the network's device.</summary>
    public Tensor Grey(ImageSet images, int index) => images.Batch(index, 1, 1).to(network.Device);

    /// <param name="grey">M x 1 x H x W in [0,1].</param>
    /// <param name="target">The label.</param>
    /// <returns>M logits.</returns>
    public double[] Logits(Tensor grey, int target)
    {
        using DisposeScope scope = NewDisposeScope();
        var parts = grey.split(PassBudget.ImagesOf(grey.shape[3]))
            .Select(part => frozen.Logits(part.expand(-1, network.Shape.InputChannels, -1, -1))[TensorIndex.Colon, target]);
        return [.. cat([.. parts]).to(ScalarType.Float64).cpu().data<double>()];
    }

    public void Dispose() => frozen.Dispose();
}
