using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>The loss of each image and its gradient, whatever the calling code's own gradient mode.</summary>
internal sealed class LossGradient(IClassifier network, Func<Tensor, Tensor, Tensor> loss, Tensor labels)
{
    /// <summary>Loss N and gradient in the shape of the images, divided by the labels given in the batch, as a mean would be.</summary>
    public (Tensor Loss, Tensor Gradient) At(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? losses = null;
        Tensor gradient = network.Gradient(images, logits =>
        {
            (Tensor found, Tensor weights) = OfLogits(logits);
            losses = found.DetachFromDisposeScope();
            return weights;
        });
        scope.Attach(losses ?? throw new InvalidOperationException("The network did not ask how to weigh its logits."));
        return (losses.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    /// <summary>Loss N alone.</summary>
    public Tensor LossAt(Tensor images)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return loss(network.Logits(images), labels).MoveToOuterDisposeScope();
    }

    private (Tensor Losses, Tensor Gradient) OfLogits(Tensor logits)
    {
        using IDisposable tracked = enable_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor input = logits.detach().requires_grad_(true);
        Tensor losses = loss(input, labels);
        Tensor given = labels.isnan().logical_not().to(ScalarType.Float32).sum().clamp_min(Number.One);
        (losses.sum() / given).backward();
        Tensor gradient = input.grad ?? throw new InvalidOperationException("The loss does not depend on the logits.");
        return (losses.detach().MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }
}
