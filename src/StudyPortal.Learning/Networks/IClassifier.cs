using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>A network in evaluation mode through one branch, as attacks see it.</summary>
public interface IClassifier
{
    /// <summary>One logit per class, N x K; images are N x C x H x W in [0,1]. Not differentiable.</summary>
    Tensor Logits(Tensor images);

    /// <summary>The gradient, for each image, of the sum of its logits times their weights.</summary>
    /// <param name="images">N x C x H x W in [0,1].</param>
    /// <param name="weigh">Weights N x K, given the logits.</param>
    Tensor Gradient(Tensor images, Func<Tensor, Tensor> weigh);
}
