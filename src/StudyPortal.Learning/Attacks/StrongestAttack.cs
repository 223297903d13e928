using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>
/// For each image the worst that several L-infinity attacks find: Auto-PGD on the cross-entropy, on the ratio of logits and
/// on the margin, and the Square attack. The margin of all given labels tells which is worst.
/// </summary>
/// <param name="epsilon">Radius in units of the [0,1] image.</param>
/// <param name="steps">Passes of each adaptive attack, which start at random points.</param>
/// <param name="queries">Passes of the Square attack.</param>
public sealed class StrongestAttack(double epsilon, int steps, int queries)
{
    /// <summary>Detached; at least as bad as the images themselves.</summary>
    /// <param name="network">What is attacked.</param>
    /// <param name="images">N x C x H x W in [0,1].</param>
    /// <param name="labels">N x K, NaN where a label is not attacked.</param>
    /// <param name="random">Draws starts and squares.</param>
    /// <param name="cancellation">Looked at before each pass.</param>
    public Tensor Attack(
        IClassifier network, Tensor images, Tensor labels, Generator random, CancellationToken cancellation = default)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        LossGradient judge = new(network, AttackLoss.Margin, labels);
        WorstImages worst = new(images, judge.LossAt(images));
        Func<Tensor, Tensor, Tensor>[] losses = labels.shape[1] > 1
            ? [AttackLoss.BinaryCrossEntropy, AttackLoss.LogitRatio, AttackLoss.Margin]
            : [AttackLoss.BinaryCrossEntropy, AttackLoss.Margin];
        foreach (Func<Tensor, Tensor, Tensor> loss in losses)
        {
            AdaptiveGradient attack = new(epsilon, steps, loss: loss);
            Tensor attacked = attack.Attack(network, images, labels, attack.Noise(images, random), cancellation);
            worst.Offer(attacked, judge.LossAt(attacked));
        }
        Tensor searched = new SquareAttack(epsilon, queries).Attack(network, images, labels, random, cancellation);
        worst.Offer(searched, judge.LossAt(searched));
        return worst.Images.MoveToOuterDisposeScope();
    }
}
