using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// What the steps of a run learn from. A step draws from the generator first for its images, then whatever else it
/// needs; so the same generator state gives the same batch.
/// </summary>
internal sealed class TrainingBatches(TrainingRecipe recipe, TrainingSet set, Generator random)
{
    private readonly Augmentation augmentation = new(recipe.Augmentation, random);
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

    /// <summary>Images (N x channels x size x size) and targets (N x K, NaN masked) of a step, counted from 0.</summary>
    public (Tensor Images, Tensor Targets) Batch(long[] order, int step)
    {
        int start = step * recipe.BatchSize, count = Math.Min(recipe.BatchSize, set.Images.Count - start);
        ReadOnlySpan<long> chosen = order.AsSpan(start, count);
        ImageSet images = new(augmentation.Apply(set.Images, chosen), count, recipe.InputSize);
        return (images.Batch(0, count, recipe.InputChannels), TargetsOf(chosen));
    }

    private Tensor TargetsOf(ReadOnlySpan<long> chosen)
    {
        int classes = set.ClassCount;
        float[] rows = new float[chosen.Length * classes];
        for (int row = 0; row < chosen.Length; row++)
        {
            targets.AsSpan((int)chosen[row] * classes, classes).CopyTo(rows.AsSpan(row * classes));
        }
        return tensor(rows, [chosen.Length, classes]);
    }
}
