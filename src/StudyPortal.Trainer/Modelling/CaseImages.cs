using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;
using StudyPortal.Learning;
using StudyPortal.Learning.Training;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Brings stored images to the input of a network; each is decoded once, several at a time.</summary>
internal sealed class CaseImages(BlobStore blobs, LoadCases cases)
{
    public async Task<ImageSet> ReadAsync(IReadOnlyList<BlobHash> images, int size, CancellationToken cancellationToken)
    {
        var pixels = new float[images.Count * size * size];
        await Parallel.ForAsync(0, images.Count, cancellationToken, async (index, cancellation) =>
        {
            var image = GrayPng.Read(await blobs.ReadAsync(images[index], cancellation));
            Resampled.ToUnitFloats(image, size).CopyTo(pixels, index * size * size);
        });
        return new ImageSet(pixels, images.Count, size);
    }

    /// <summary>One split with its labels in the data set's order, as the trainer wants them.</summary>
    public async Task<TrainingSet> ReadSplitAsync(DatasetId dataset, DatasetSplit split, int size, CancellationToken cancellationToken)
    {
        var loaded = await cases.ExecuteAsync(dataset, split, cancellationToken);
        if (loaded.Count == 0) throw new InvalidOperationException($"The data set has no case in its {split} split.");
        var images = await ReadAsync([.. loaded.Select(c => c.Pixels)], size, cancellationToken);
        return new TrainingSet(images, [.. loaded.SelectMany(c => c.Values).Select(Number)], loaded[0].Values.Count);
    }

    private static float Number(LabelValue value) => value switch
    {
        LabelValue.Positive => 1,
        LabelValue.Negative => 0,
        LabelValue.Uncertain => LabelPolicies.Uncertain,
        _ => float.NaN,
    };
}
