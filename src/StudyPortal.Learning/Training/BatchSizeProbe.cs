using System.Runtime.InteropServices;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>Finds out, when the memory has run out, with which batch size it would not have.</summary>
internal static class BatchSizeProbe
{
    private const int Smallest = 2;

    /// <summary>
    /// Whether this is the CPU allocator's or CUDA's way, or .NET's, of saying that there is no more memory. oneDNN has one that
    /// this TorchSharp does not pass on; on a CPU it may end the process instead.
    /// </summary>
    public static bool IsOutOfMemory(Exception error) => error is OutOfMemoryException
        || (error is ExternalException && (error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || error.Message.Contains("can't allocate memory", StringComparison.Ordinal)));

    /// <summary>Takes one whole step of the recipe with a scratch network and half as many images, and again half.</summary>
    /// <returns>The first batch size that fits, or null if none does.</returns>
    public static int? Find(TrainingRecipe recipe, NetworkShape shape, LabelLoss loss, Device device)
    {
        for (int size = recipe.BatchSize / 2; size >= Smallest; size /= 2)
        {
            try
            {
                Step(recipe with { BatchSize = size, Accumulation = 1 }, shape, loss, device);
                return size;
            }
            catch (Exception error) when (IsOutOfMemory(error))
            {
                // The next one is smaller.
            }
        }
        return null;
    }

    private static void Step(TrainingRecipe recipe, NetworkShape shape, LabelLoss loss, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator random = new(recipe.Seed);
        using ResNet scratch = recipe.Network(shape.ClassCount, random);
        scratch.to(device);
        using TrainingStep step = new(recipe, scratch, loss, random);
        Augmentation augmentation = new(recipe.Augmentation, random);
        float[] pixels = new float[recipe.BatchSize * recipe.InputSize * recipe.InputSize];
        (_, double length) = step.Differentiate(1, _ => (
            augmentation.Apply(pixels, recipe.BatchSize, recipe.InputSize, shape.InputChannels, device),
            zeros([recipe.BatchSize, shape.ClassCount], device: device)));
        step.Apply(recipe.LearningRate, length, first: true);
    }
}
