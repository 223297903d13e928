using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// A stage's channels weighted by the softmax, over channels, of the score of the image seen through each of them
/// (Wang et al. 2020); through a flat channel nothing is seen. One pass per channel and image.
/// </summary>
/// <param name="stage">1 to 4.</param>
public sealed class ScoreCam(int stage) : CamMethod(stage)
{
    /// <summary>As many as resnet18 has channels in its last stage; a resnet50 has four times as many.</summary>
    public override int Passes => 512;

    internal override Tensor Coarse(FrozenNetwork network, Tensor images, Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor output = Output(network, images);
        var maps = Enumerable.Range(0, (int)images.shape[0]).Select(image => Coarse(
            network, images[TensorIndex.Slice(image, image + 1)], weights[TensorIndex.Slice(image, image + 1)], output[image]));
        return stack([.. maps]).MoveToOuterDisposeScope();
    }

    private static Tensor Coarse(FrozenNetwork network, Tensor image, Tensor weights, Tensor channels)
    {
        using DisposeScope scope = NewDisposeScope();
        var scores = channels.unsqueeze(1).split(PassBudget.TimesOf(image)).Select(part =>
        {
            using DisposeScope pass = NewDisposeScope();
            Tensor varies = part.amax([2, 3], keepdim: true).gt(part.amin([2, 3], keepdim: true));
            Tensor seen = image.mul(MapNormalisation.Stretch(Enlarge(part, image))).mul(varies);
            return network.Logits(seen).mul(weights).sum(1).MoveToOuterDisposeScope();
        });
        Tensor shares = nn.functional.softmax(cat([.. scores]), 0);
        return shares.reshape(-1, 1, 1).mul(channels).sum([0]).relu().MoveToOuterDisposeScope();
    }
}
