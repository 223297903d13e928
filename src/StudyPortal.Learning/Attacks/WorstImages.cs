using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>Of all images offered, for each place in the batch the one with the largest loss; the first of equals.</summary>
internal sealed class WorstImages
{
    /// <summary>Starts with images that every later one has to beat.</summary>
    public WorstImages(Tensor images, Tensor loss) => (Images, Loss) = (images.detach().clone(), loss.detach().clone());

    public Tensor Images { get; }

    /// <summary>One number per image.</summary>
    public Tensor Loss { get; }

    /// <summary>Takes what is worse; a loss that is not a number never is.</summary>
    /// <returns>Which were taken, N.</returns>
    public Tensor Offer(Tensor images, Tensor loss)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor worse = loss.gt(Loss);
        Images.copy_(where(worse.reshape(-1, 1, 1, 1), images, Images));
        Loss.copy_(where(worse, loss, Loss));
        return worse.MoveToOuterDisposeScope();
    }
}
