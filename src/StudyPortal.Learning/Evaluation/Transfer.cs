using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>
/// Images attacked on one network and shown to another: an attacker without the target's weights. An attack that transfers
/// better than the target's own attack works tells that the target hides its gradient.
/// </summary>
/// <param name="recipe">Of the attack, which starts at the images.</param>
/// <param name="loss">That it raises; by default the masked binary cross-entropy.</param>
public sealed class Transfer(AttackRecipe recipe, Func<Tensor, Tensor, Tensor>? loss = null)
{
    public int BatchSize { get; init; } = 32;

    /// <param name="source">Whose gradient the attack follows.</param>
    /// <param name="sourceBranch">Through which.</param>
    /// <param name="labels">N x K of the source's labels, row by row, NaN where nothing is known.</param>
    /// <param name="target">Who predicts; its labels may be others.</param>
    /// <param name="targetBranch">Through which.</param>
    /// <param name="images">Of a size that both networks take.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    /// <exception cref="ArgumentException">One network takes grey images, the other colours.</exception>
    public TransferResult Compute(
        ResNet source, NormBranch sourceBranch, float[] labels, ResNet target, NormBranch targetBranch, ImageSet images,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (source.Shape.InputChannels != target.Shape.InputChannels)
        {
            throw new ArgumentException(
                $"The source takes {source.Shape.InputChannels} channels and the target {target.Shape.InputChannels}: "
                + "attacked images of one do not fit the other.", nameof(target));
        }
        using FrozenNetwork attacked = new(source, sourceBranch), predicting = new(target, targetBranch);
        LabelledBatches batches = new(source, images, labels, BatchSize);
        ProjectedGradient attack = new(recipe, loss);
        int values = images.Count * target.Shape.ClassCount, done = 0;
        TransferResult result = new(new float[labels.Length], new float[labels.Length], new float[values], new float[values]);
        batches.ForEach((batch, truth, place) =>
        {
            int targetPlace = place / source.Shape.ClassCount * target.Shape.ClassCount;
            Tensor moved = attack.Attack(attacked, batch, truth);
            attacked.Write(batch, result.SourceClean, place);
            attacked.Write(moved, result.SourceAttacked, place);
            predicting.Write(batch.to(target.Device), result.TargetClean, targetPlace);
            predicting.Write(moved.to(target.Device), result.TargetAttacked, targetPlace);
            progress?.Report((double)++done / batches.Count);
        }, cancellation);
        return result;
    }
}

/// <summary>Logits of both networks, N x their classes, row by row.</summary>
public sealed record TransferResult(float[] SourceClean, float[] SourceAttacked, float[] TargetClean, float[] TargetAttacked);
