using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.LearningBenchmarks;

/// <summary>Resident memory over 10,000 dual-norm steps of a tiny network, everything of a recipe switched on.</summary>
internal static class FlatMemory
{
    private static readonly int[] Marks = [100, 1000, 2500, 5000, 10_000];

    public static void Print()
    {
        TrainingRecipe recipe = new()
        {
            Variant = TrainingVariant.DualNorm,
            Optimiser = OptimiserKind.AdamW,
            AverageDecay = 0.99,
            GradientClip = 1,
            Attack = AttackRecipe.Paper with { Steps = 2 },
        };
        using Generator random = new(1);
        using ResNet network = new(new NetworkShape("resnet18", 4, 1, 2, DualNorm: true), random);
        using LabelLoss loss = new(exclusive: false, classWeights: null);
        using TrainingStep step = new(recipe, network, loss, random);
        for (int done = 1; done <= Marks[^1]; done++)
        {
            Step(step, random, first: done == 1);
            if (Marks.Contains(done))
            {
                Console.WriteLine($"step {done,6}: {ProcessMemory.Resident(Environment.ProcessId) >> 20} MiB resident");
            }
        }
    }

    private static void Step(TrainingStep step, Generator random, bool first)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand(4, 1, 32, 32, generator: random), labels = rand(4, 2, generator: random).gt(0.5).to(ScalarType.Float32);
        (_, double length) = step.Differentiate(1, _ => (images, labels));
        step.Apply(1e-3, length, first);
    }
}
