using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// What the steps of a run learn from. A step draws from the generator first for its images, then whatever else it
/// needs; nothing is drawn ahead, so that the generator's state between two steps tells all.
/// </summary>
internal sealed class TrainingBatches(TrainingRecipe recipe, TrainingSet set, Generator random, Device device)
{
    private readonly Augmentation augmentation = new(recipe.Augmentation, random);
    private readonly PixelsAhead pixels = new(set.Images, recipe.BatchSize);
    private readonly float[] targets = set.Targets(recipe);

    /// <summary>A single image left over waits for another epoch: batch norm cannot learn from it.</summary>
    public int PerEpoch { get; } =
        (set.Images.Count / recipe.BatchSize) + (set.Images.Count % recipe.BatchSize > 1 ? 1 : 0);

    /// <summary>Draws the order of an epoch: indices of images.</summary>
    public long[] DrawOrder()
    {
        using Tensor order = randperm(set.Images.Count, generator: random);
        return [.. order.data<long>()];
    }

    /// <summary>
    /// Images (N x channels x size x size) and targets (N x K, NaN masked) of a step, counted from 0, on the device.
    /// </summary>
    public (Tensor Images, Tensor Targets) Batch(long[] order, int step)
    {
        int start = step * recipe.BatchSize, count = Math.Min(recipe.BatchSize, set.Images.Count - start);
        Tensor images = augmentation.Apply(pixels.Take(order, step), count, recipe.InputSize, recipe.InputChannels, device);
        return (images, TargetsOf(order.AsSpan(start, count)));
    }

    private Tensor TargetsOf(ReadOnlySpan<long> chosen)
    {
        int classes = set.ClassCount;
        float[] rows = new float[chosen.Length * classes];
        for (int row = 0; row < chosen.Length; row++)
        {
            targets.AsSpan((int)chosen[row] * classes, classes).CopyTo(rows.AsSpan(row * classes));
        }
        using Tensor gathered = tensor(rows, [chosen.Length, classes]);
        return gathered.to(device, copy: true);
    }
}
