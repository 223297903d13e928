using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>Signed gradient of logits with respect to the image, in evaluation mode.</summary>
public static class InputGradient
{
    /// <summary>d z[target] / d image for one label per image, averaged over channels.</summary>
    /// <returns>One size x size map per image, one after another.</returns>
    public static float[] Maps(
        ResNet network, ImageSet images, IReadOnlyList<int> targets, NormBranch branch, int batchSize,
        CancellationToken cancellation = default)
    {
        if (targets.Count != images.Count)
        {
            throw new ArgumentException($"{images.Count} images need as many target labels; {targets.Count} were given.", nameof(targets));
        }
        float[] maps = new float[images.Count * images.Size * images.Size];
        for (int start = 0; start < images.Count; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(batchSize, images.Count - start);
            long[] chosen = [.. targets.Skip(start).Take(count).Select(target => (long)target)];
            Tensor gradient = OfClasses(network, images.Batch(start, count, network.Shape.InputChannels), tensor(chosen), branch);
            gradient.mean([1]).data<float>().CopyTo(maps, start * images.Size * images.Size);
        }
        return maps;
    }

    /// <summary>Gradient of one logit per image; <paramref name="classes"/> is N x Int64.</summary>
    public static Tensor OfClasses(ResNet network, Tensor images, Tensor classes, NormBranch branch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = nn.functional.one_hot(classes, network.Shape.ClassCount).to(ScalarType.Float32);
        return OfWeightedLogits(network, images, weights, branch).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Gradient of the sum of weights (N x K) times logits; with the true labels as weights, the map of Han et al. (2021).
    /// </summary>
    public static Tensor OfWeightedLogits(ResNet network, Tensor images, Tensor weights, NormBranch branch)
    {
        using FrozenNetwork frozen = new(network, branch);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable tracked = enable_grad();
        Tensor input = images.detach().requires_grad_(true);
        Tensor target = frozen.Logits(input).mul(weights).sum();
        return autograd.grad([target], [input])[0].MoveToOuterDisposeScope();
    }
}
