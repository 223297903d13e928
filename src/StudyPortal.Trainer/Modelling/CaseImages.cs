using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Learning.Training;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Brings stored images to the input of a network.</summary>
internal sealed class CaseImages(ImageCache cache, LoadCases cases)
{
    /// <summary>A few images, in memory.</summary>
    public async Task<ImageSet> ReadAsync(IReadOnlyList<BlobHash> images, int size, CancellationToken cancellationToken)
    {
        var pixels = new float[images.Count * size * size];
        await Parallel.ForAsync(0, images.Count, cancellationToken, async (index, cancellation) =>
            (await cache.DecodeAsync(images[index], size, cancellation)).CopyTo(pixels, index * size * size));
        return new ImageSet(pixels, images.Count, size);
    }

    /// <inheritdoc cref="ImageCache.OpenAsync"/>
    public Task<ImageSet> OpenAsync(IReadOnlyList<BlobHash> images, int size, Action<int> progress, CancellationToken cancellationToken) =>
        cache.OpenAsync(images, size, progress, cancellationToken);

    /// <summary>One split with its labels in the data set's order, as the trainer wants them; its images are to be disposed.</summary>
    /// <param name="dataset">Which data set.</param>
    /// <param name="split">Which split.</param>
    /// <param name="size">Side of the network's input.</param>
    /// <param name="progress">Told the images decoded so far and all, where they were not before.</param>
    /// <param name="cancellationToken">Looked at before each image.</param>
    public async Task<TrainingSet> ReadSplitAsync(
        DatasetId dataset, DatasetSplit split, int size, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var loaded = await cases.ExecuteAsync(dataset, split, cancellationToken);
        if (loaded.Count == 0) throw new InvalidOperationException($"The data set has no case in its {split} split.");
        var images = await OpenAsync([.. loaded.Select(c => c.Pixels)], size, done => progress(done, loaded.Count), cancellationToken);
        return new TrainingSet(images, [.. loaded.SelectMany(c => c.Values).Select(Number)], loaded[0].Values.Count)
        {
            Names = [.. loaded.Select(c => $"number {c.Number} of the {split.ToString().ToLowerInvariant()} split")],
        };
    }

    private static float Number(LabelValue value) => value switch
    {
        LabelValue.Positive => 1,
        LabelValue.Negative => 0,
        LabelValue.Uncertain => LabelPolicies.Uncertain,
        _ => float.NaN,
    };
}
