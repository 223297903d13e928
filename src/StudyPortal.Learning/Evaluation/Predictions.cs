using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>Logits of whole sets of images, in evaluation mode; N x K, row by row.</summary>
public static class Predictions
{
    public static float[] Logits(
        ResNet network, ImageSet images, NormBranch branch, int batchSize, CancellationToken cancellation = default)
    {
        using FrozenNetwork frozen = new(network, branch);
        return InBatches(network, images, batchSize, (batch, _, _) => frozen.Logits(batch), cancellation);
    }

    /// <summary>
    /// Logits through <paramref name="branch"/> of images attacked from random starts through the branch that training
    /// attacks. The labels are N x K, NaN where nothing is known.
    /// </summary>
    public static float[] LogitsUnderAttack(
        ResNet network, ImageSet images, float[] labels, ProjectedGradient attack, NormBranch branch, int batchSize, Generator random,
        CancellationToken cancellation = default)
    {
        int classes = network.Shape.ClassCount;
        using FrozenNetwork attackable = new(network, network.Shape.AttackBranch);
        using FrozenNetwork? other = branch == network.Shape.AttackBranch ? null : new(network, branch);
        return InBatches(network, images, batchSize, (batch, start, count) =>
        {
            Tensor truth = tensor(labels.AsMemory(start * classes, count * classes), [count, classes]).to(batch.device);
            Tensor attacked = attack.Attack(attackable, batch, truth, attack.Noise(batch, random));
            return (other ?? attackable).Logits(attacked);
        }, cancellation);
    }

    private static float[] InBatches(
        ResNet network, ImageSet images, int batchSize, Func<Tensor, int, int, Tensor> classify, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        int classes = network.Shape.ClassCount;
        float[] logits = new float[images.Count * classes];
        for (int start = 0; start < images.Count; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(batchSize, images.Count - start);
            Tensor batch = images.Batch(start, count, network.Shape.InputChannels).to(network.Device);
            classify(batch, start, count).cpu().data<float>().CopyTo(logits, start * classes);
            NativeHeap.FreeNumbers();
        }
        return logits;
    }
}
