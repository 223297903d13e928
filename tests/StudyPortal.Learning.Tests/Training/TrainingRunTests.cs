using System.Text.Json;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Training;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private const int Size = 32;
    private readonly string folder = Directory.CreateTempSubdirectory("run").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(TrainingVariant.Standard)]
    [InlineData(TrainingVariant.Adversarial)]
    [InlineData(TrainingVariant.DualNorm)]
    public void A_network_learns_to_find_a_bright_square(TrainingVariant variant)
    {
        List<TrainingProgress> reports = [];
        TrainingResult result = Train(Recipe(variant) with { Epochs = 6 }, "learn", reports.Add);
        Assert.True(result.Best.ValidationAuc > 0.9, $"AUC {result.Best.ValidationAuc}");
        Assert.True(result.History[^1].Loss < result.History[0].Loss);
        Assert.Equal(6, result.History.Count);
        Assert.Equal(result.History.Max(epoch => epoch.ValidationAuc), result.Best.ValidationAuc);
        Assert.Equal(result.History, reports.Select(report => report.Finished).OfType<EpochResult>());
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
        using var file = WeightFile.Read(result.WeightsPath);
        Assert.Equal(variant == TrainingVariant.DualNorm, CheckpointInspection.Infer(file).DualNorm);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void A_cancelled_run_goes_on_and_ends_with_the_same_bits(int step)
    {
        TrainingRecipe recipe = Recipe(TrainingVariant.DualNorm) with
        {
            Epochs = 2,
            Augmentation = new AugmentationRecipe(Padding: 2, Flip: true, Brightness: 0.1, Contrast: 0.1, AffineRecipe.Paper, Noise: 0.01),
        };
        TrainingResult whole = Train(recipe, "whole");
        using CancellationTokenSource stop = new();
        int steps = 0;
        Assert.Throws<OperationCanceledException>(() => Train(recipe, "parts", report => StopAt(stop, ++steps == step), stop));
        Assert.Equal(step, steps);
        AssertSame(whole, Train(recipe, "parts"));
    }

    [Fact]
    public void A_killed_run_goes_on_from_its_last_state_and_ends_with_the_same_bits()
    {
        TrainingRecipe recipe = Recipe(TrainingVariant.Adversarial) with { Epochs = 2 };
        string whole = Path.Combine(folder, "whole"), killed = Path.Combine(folder, "killed");
        Directory.CreateDirectory(killed);
        int steps = 0;
        TrainingResult expected = Train(recipe, "whole", _ =>
        {
            if (++steps == 4)
            {
                File.Copy(Path.Combine(whole, "training.state"), Path.Combine(killed, "training.state"));
            }
        });
        AssertSame(expected, Train(recipe, "killed"));
    }

    [Fact]
    public void A_finished_run_is_not_trained_again()
    {
        TrainingRecipe recipe = Recipe(TrainingVariant.Standard) with { Epochs = 1 };
        TrainingResult first = Train(recipe, "done");
        TrainingResult second = Train(recipe, "done", _ => throw new InvalidOperationException("There was a step."));
        Assert.Equal(first.History, second.History);
    }

    [Fact]
    public void The_state_of_another_recipe_is_refused()
    {
        TrainingRecipe recipe = Recipe(TrainingVariant.Standard) with { Epochs = 1 };
        Train(recipe, "mixed");
        var refusal = Assert.Throws<TrainingException>(() => Train(recipe with { Seed = 2 }, "mixed"));
        Assert.Contains("training.state", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run_with_the_place()
    {
        TrainingRecipe recipe = Recipe(TrainingVariant.Standard) with { LearningRate = 1e30, Optimiser = OptimiserKind.Sgd };
        var stopped = Assert.Throws<TrainingException>(() => Train(recipe, "nan"));
        Assert.Contains("epoch 1", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("lower learning rate", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_ends_early_when_the_validation_AUC_stays()
    {
        TrainingRecipe recipe = Recipe(TrainingVariant.Standard) with { Epochs = 50, Patience = 2, LearningRate = 1e-12 };
        TrainingResult result = Train(recipe, "early");
        Assert.Equal(result.Best.Epoch + 2, result.History.Count);
    }

    [Fact]
    public void A_validation_set_with_one_truth_is_refused_before_training()
    {
        TrainingSet training = Squares(16, 1);
        TrainingSet oneSided = new(training.Images, new float[16], 1);
        var refusal = Assert.Throws<ArgumentException>(
            () => new TrainingRun(Recipe(TrainingVariant.Standard), training, oneSided, folder));
        Assert.Contains("both a positive and a negative", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_survives_JSON_with_readable_names()
    {
        TrainingRecipe recipe = Recipe(TrainingVariant.DualNorm) with { Milestones = [3, 5], Uncertain = LabelPolicy.Ones };
        string json = JsonSerializer.Serialize(recipe);
        Assert.Contains("\"dual-bn\"", json, StringComparison.Ordinal);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<TrainingRecipe>(json)));
    }

    private static void StopAt(CancellationTokenSource stop, bool now)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.History, actual.History);
        Assert.Equal(File.ReadAllBytes(expected.WeightsPath), File.ReadAllBytes(actual.WeightsPath));
    }

    private TrainingResult Train(
        TrainingRecipe recipe, string name, Action<TrainingProgress>? watch = null, CancellationTokenSource? stop = null)
    {
        using TrainingRun run = new(recipe, Squares(49, 1), Squares(24, 2), Path.Combine(folder, name)) { StepsBetweenStates = 2 };
        return run.Run(new Watcher(watch ?? (_ => { })), TimeProvider.System, stop?.Token ?? TestContext.Current.CancellationToken);
    }

    private static TrainingRecipe Recipe(TrainingVariant variant) => new()
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

    /// <summary>Noise, in every second image with a bright square somewhere.</summary>
    private static TrainingSet Squares(int count, ulong seed)
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

    private sealed class Watcher(Action<TrainingProgress> watch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => watch(value);
    }
}
