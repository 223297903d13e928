using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

/// <summary>Sets that a tiny network learns in seconds, and a recipe to do it.</summary>
internal static class SquareImages
{
    public const int Size = 32;

    /// <summary>Noise, in every second image with a bright square somewhere.</summary>
    public static TrainingSet Create(int count, ulong seed)
    {
        using Generator random = new(seed);
        Tensor images = rand([count, Size, Size], generator: random) * 0.3;
        long[] corners = [.. randint(4, 20, [count, 2], generator: random).to(ScalarType.Int64).data<long>()];
        float[] labels = new float[count];
        for (int image = 0; image < count; image += 2)
        {
            labels[image] = 1;
            images[image].narrow(0, corners[2 * image], 8).narrow(1, corners[(2 * image) + 1], 8).add_(0.5);
        }
        return new TrainingSet(new ImageSet([.. images.data<float>()], count, Size), labels, 1);
    }

    /// <summary>The same images with two labels: a square, or none.</summary>
    public static TrainingSet Exclusive(int count, ulong seed)
    {
        TrainingSet set = Create(count, seed);
        return new TrainingSet(set.Images, [.. set.Labels.SelectMany(label => (float[])[label, 1 - label])], 2);
    }

    public static TrainingRecipe Recipe(TrainingVariant variant) => new()
    {
        Variant = variant,
        Width = 4,
        InputSize = Size,
        BatchSize = 16,
        LearningRate = 3e-3,
        NormMomentum = 0.3,
        Attack = AttackRecipe.Paper with { Steps = 2 },
        Seed = 1,
    };

    /// <summary>A recipe in which everything that a run must remember plays a part.</summary>
    public static TrainingRecipe Everything => Recipe(TrainingVariant.DualNorm) with
    {
        Epochs = 3,
        BatchSize = 6,
        Accumulation = 2,
        Optimiser = OptimiserKind.AdamW,
        WeightDecay = 0.01,
        GradientClip = 0.5,
        Schedule = ScheduleKind.Plateau,
        PlateauPatience = 0,
        WarmUpSteps = 5,
        AverageDecay = 0.8,
        BalancePositives = true,
        AttackedAucWeight = 0.3,
        Augmentation = new AugmentationRecipe(Padding: 2, Flip: true, Brightness: 0.1, Contrast: 0.1, AffineRecipe.Paper, Noise: 0.01),
    };
}
