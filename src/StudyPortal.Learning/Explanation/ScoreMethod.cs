using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>A method that needs nothing of a network but its score of images.</summary>
public abstract class ScoreMethod : MapMethod
{
    public sealed override Tensor Explain(FrozenNetwork network, Tensor images, Tensor weights)
    {
        Tensor For(Tensor batch) => weights.repeat(batch.shape[0] / weights.shape[0], 1);
        return Explain(
            new ImageScore(batch => network.Logits(batch).mul(For(batch)).sum(1), batch => network.Gradient(batch, _ => For(batch))), images);
    }

    /// <param name="score">
    /// One value per image of a batch that holds the images, each changed somehow, one or several times over in their order.
    /// </param>
    /// <param name="images">N x C x H x W.</param>
    internal abstract Tensor Explain(ImageScore score, Tensor images);
}
