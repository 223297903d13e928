using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>
/// The smallest L-infinity radius at which an attack brings a label's logit, of exclusive labels its log-odds, to the wrong
/// side of 0, by bisection; each label of each image on its own, by Auto-PGD on its margin from the image. A stronger attack may
/// find a smaller one.
/// </summary>
/// <param name="largest">Radius that is tried first, in units of the [0,1] image.</param>
/// <param name="halvings">Of the interval; the result is exact to largest / 2^halvings.</param>
/// <param name="steps">Passes of every attack.</param>
public sealed class FlippingRadius(double largest, int halvings = 7, int steps = 20)
{
    public int BatchSize { get; init; } = 32;

    /// <inheritdoc cref="StrongCheckPlan.ExclusiveLabels"/>
    public bool ExclusiveLabels { get; init; }

    /// <summary>N x K, row by row: 0 where the label is wrong as it is, infinity where even the largest radius does not flip it, NaN without truth.</summary>
    /// <param name="network">Looked at in evaluation mode; left as it is.</param>
    /// <param name="branch">That is attacked and predicts.</param>
    /// <param name="images">Of the size that the network was trained with.</param>
    /// <param name="labels">N x K, row by row, NaN where nothing is known.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Looked at before each pass.</param>
    public float[] Compute(
        ResNet network, NormBranch branch, ImageSet images, float[] labels,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using FrozenNetwork frozen = new(network, branch);
        LabelledBatches batches = new(network, images, labels, BatchSize);
        int classes = network.Shape.ClassCount, done = 0;
        float[] radii = new float[labels.Length];
        batches.ForEach((batch, truth, place) =>
        {
            for (int label = 0; label < classes; label++)
            {
                float[] found = Bisect(frozen, batch, truth, label, cancellation);
                for (int row = 0; row < found.Length; row++)
                {
                    radii[place + (row * classes) + label] = found[row];
                }
                progress?.Report((double)++done / (batches.Count * classes));
            }
        }, cancellation);
        return radii;
    }

    private float[] Bisect(FrozenNetwork network, Tensor images, Tensor labels, int label, CancellationToken cancellation)
    {
        using IDisposable fixedWeights = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor only = AttackLoss.Only(labels, label);
        AdaptiveGradient attack = new(largest, steps, loss: ExclusiveLabels ? AttackLoss.OfExclusive(AttackLoss.Margin) : AttackLoss.Margin);
        Tensor high = full([images.shape[0], 1, 1, 1], (float)largest, device: images.device), low = zeros_like(high);
        Tensor Flips(Tensor radius) =>
            Wrong(network, attack.Attack(network, images, only, radius, null, cancellation), labels, label).reshape(-1, 1, 1, 1);
        Tensor never = Flips(high).logical_not();
        for (int halving = 0; halving < halvings; halving++)
        {
            Tensor middle = low.add(high).div(2);
            Tensor flips = Flips(middle);
            (low, high) = (where(flips, low, middle), where(flips, middle, high));
        }
        high.masked_fill_(never, float.PositiveInfinity);
        high.masked_fill_(Wrong(network, images, labels, label).reshape(-1, 1, 1, 1), 0);
        high.masked_fill_(labels.select(1, label).isnan().reshape(-1, 1, 1, 1), float.NaN);
        return [.. high.cpu().data<float>()];
    }

    private Tensor Wrong(FrozenNetwork network, Tensor images, Tensor labels, int label)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = network.Logits(images);
        return (ExclusiveLabels ? AttackLoss.LogOdds(logits) : logits).select(1, label).gt(0).ne(labels.select(1, label).eq(1)).MoveToOuterDisposeScope();
    }
}
