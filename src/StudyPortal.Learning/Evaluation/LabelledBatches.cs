using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>Images with labels, a batch at a time, where a network's weights lie.</summary>
internal sealed class LabelledBatches
{
    private readonly ResNet network;
    private readonly ImageSet images;
    private readonly float[] labels;
    private readonly int batchSize;

    /// <param name="labels">N x K, row by row; NaN where nothing is known.</param>
    public LabelledBatches(ResNet network, ImageSet images, float[] labels, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (labels.Length != images.Count * network.Shape.ClassCount)
        {
            throw new ArgumentException(
                $"{labels.Length} labels were given; {images.Count} images with {network.Shape.ClassCount} classes have "
                + $"{images.Count * network.Shape.ClassCount}.",
                nameof(labels));
        }
        (this.network, this.images, this.labels, this.batchSize) = (network, images, labels, batchSize);
    }

    public int Count => (images.Count + batchSize - 1) / batchSize;

    /// <summary>Calls with images, labels and the place of the batch's first value in a table of N x K.</summary>
    public void ForEach(Action<Tensor, Tensor, int> work, CancellationToken cancellation)
    {
        int classes = network.Shape.ClassCount;
        for (int start = 0; start < images.Count; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(batchSize, images.Count - start);
            Tensor batch = images.Batch(start, count, network.Shape.InputChannels).to(network.Device);
            Tensor truth = tensor(labels.AsMemory(start * classes, count * classes), [count, classes]).to(network.Device);
            work(batch, truth, start * classes);
        }
    }
}
