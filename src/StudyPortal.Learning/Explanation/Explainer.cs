using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>One method on one branch of one network, opened once for many maps.</summary>
public sealed class Explainer(ResNet network, NormBranch branch, MapMethod method) : IDisposable
{
    private readonly FrozenNetwork frozen = method.Freeze(network, branch);

    /// <summary>Maps of the sum of weights (N x K) times logits, N x C x H x W or N x 1 x H x W.</summary>
    public Tensor Explain(Tensor images, Tensor weights) => method.Explain(frozen, images, weights);

    /// <summary>Maps of one logit per image; <paramref name="classes"/> is N x Int64.</summary>
    public Tensor ExplainClasses(Tensor images, Tensor classes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = nn.functional.one_hot(classes, frozen.Shape.ClassCount).to(ScalarType.Float32);
        return Explain(images, weights).MoveToOuterDisposeScope();
    }

    /// <summary>Maps of one label per image, averaged over channels.</summary>
    /// <returns>One size x size map per image, one after another.</returns>
    public float[] Maps(ImageSet images, IReadOnlyList<int> targets, IProgress<double>? progress, CancellationToken cancellation)
    {
        RequireTargets(images, targets);
        float[] maps = new float[images.Count * images.Size * images.Size];
        int atOnce = Math.Max(1, PassBudget.ImagesOf(images.Size) / method.Passes);
        for (int start = 0; start < images.Count; start += atOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(atOnce, images.Count - start);
            Tensor classes = tensor([.. targets.Skip(start).Take(count).Select(target => (long)target)], device: network.Device);
            Tensor batch = images.Batch(start, count, network.Shape.InputChannels).to(network.Device);
            ExplainClasses(batch, classes).mean([1]).cpu().data<float>().CopyTo(maps, start * images.Size * images.Size);
            NativeHeap.FreeNumbers();
            progress?.Report((double)(start + count) / images.Count);
        }
        return maps;
    }

    public void Dispose() => frozen.Dispose();

    private void RequireTargets(ImageSet images, IReadOnlyList<int> targets)
    {
        if (targets.Count != images.Count)
        {
            throw new ArgumentException($"{images.Count} images need as many target labels; {targets.Count} were given.", nameof(targets));
        }
        if (targets.Any(target => target < 0 || target >= network.Shape.ClassCount))
        {
            throw new ArgumentException($"A target label must be one of 0 to {network.Shape.ClassCount - 1}.", nameof(targets));
        }
    }
}
