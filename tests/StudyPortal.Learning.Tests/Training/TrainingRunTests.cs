using System.Text.Json;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;
using TorchSharp;

namespace StudyPortal.Learning.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("run").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(TrainingVariant.Standard)]
    [InlineData(TrainingVariant.Adversarial)]
    [InlineData(TrainingVariant.DualNorm)]
    public void A_network_learns_to_find_a_bright_square(TrainingVariant variant)
    {
        List<TrainingProgress> reports = [];
        TrainingResult result = Train(SquareImages.Recipe(variant) with { Epochs = 6 }, "learn", reports.Add);
        Assert.True(result.Best.ValidationAuc > 0.9, $"AUC {result.Best.ValidationAuc}");
        Assert.True(result.History[^1].Loss < result.History[0].Loss);
        Assert.Equal(6, result.History.Count);
        Assert.Equal(result.History.Max(epoch => epoch.ValidationAuc), result.Best.ValidationAuc);
        Assert.Equal(result.History, reports.Select(report => report.Finished).OfType<EpochResult>());
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
        using var file = WeightFile.Read(result.WeightsPath);
        Assert.Equal(variant == TrainingVariant.DualNorm, CheckpointInspection.Infer(file).DualNorm);
    }

    [Fact]
    public void In_bfloat16_a_network_learns_the_same_and_its_weights_stay_float32()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.DualNorm) with { Epochs = 6, AttackInBFloat16 = true, TrainInBFloat16 = true };
        TrainingResult result = Train(recipe, "bfloat16");
        Assert.True(result.Best.ValidationAuc > 0.9, $"AUC {result.Best.ValidationAuc}");
        using var file = WeightFile.Read(result.WeightsPath);
        Assert.All(file.Tensors, tensor => Assert.Contains(tensor.ElementType, (torch.ScalarType[])[torch.ScalarType.Float32, torch.ScalarType.Int64]));
        Assert.NotEqual(Train(recipe with { TrainInBFloat16 = false }, "float32").History[0].Loss, result.History[0].Loss);
    }

    [Fact]
    public void A_control_learns_from_labels_dealt_out_anew_and_its_last_epoch_is_kept()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with { Epochs = 4, ShuffledLabels = true };
        TrainingResult control = Train(recipe, "control"), plain = Train(recipe with { ShuffledLabels = false }, "plain");
        Assert.Equal(4, control.Best.Epoch);
        var refusal = Assert.Throws<TrainingException>(() => new TrainingRun(
            recipe, SquareImages.Create(48, 1), SquareImages.Create(24, 2), Path.Combine(folder, "started"), new InitialWeights(plain.WeightsPath)));
        Assert.Contains("random weights", refusal.Message, StringComparison.Ordinal);
        Assert.True(control.History[^1].Loss > 1.5 * plain.History[^1].Loss, $"{control.History[^1].Loss} against {plain.History[^1].Loss}");
    }

    [Fact]
    public void Labels_are_dealt_out_image_by_image_and_a_seed_repeats_it()
    {
        TrainingSet set = SquareImages.Exclusive(40, 1), dealt = set.Shuffled(1);
        Assert.NotEqual(set.Labels, dealt.Labels);
        Assert.Equal(dealt.Labels, set.Shuffled(1).Labels);
        Assert.Equal(set.Labels.Order(), dealt.Labels.Order());
        Assert.All(dealt.Labels.Chunk(2), labels => Assert.Equal(1, labels.Sum()));
    }

    [Theory]
    [InlineData(1, OptimiserKind.Adam)]
    [InlineData(4, OptimiserKind.Sgd)]
    [InlineData(7, OptimiserKind.AdamW)]
    public void A_cancelled_run_goes_on_and_ends_with_the_same_bits(int step, OptimiserKind optimiser)
    {
        TrainingRecipe recipe = SquareImages.Everything with { Epochs = 2, Optimiser = optimiser };
        TrainingResult whole = Train(recipe, "whole");
        using CancellationTokenSource stop = new();
        int steps = 0;
        Assert.Throws<OperationCanceledException>(() => Train(recipe, "parts", report => StopAt(stop, ++steps == step), stop));
        Assert.Equal(step, steps);
        AssertSame(whole, Train(recipe, "parts"));
    }

    [Fact]
    public async Task A_run_whose_process_is_killed_again_and_again_ends_with_the_same_bits()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Random moments = new(20261123);
        string killed = Path.Combine(folder, "killed");
        for (int kill = 0; kill < 3; kill++)
        {
            int steps = moments.Next(1, 5);
            Assert.Equal(steps, await RunToKill.KillAfterAsync(killed, steps, cancellation));
        }
        using TrainingRun heir = RunToKill.Open(killed), whole = RunToKill.Open(Path.Combine(folder, "whole"));
        Assert.NotEmpty(File.ReadAllBytes(Path.Combine(killed, "training.state")));
        AssertSame(
            whole.Run(new Watcher(_ => { }), TimeProvider.System, cancellation),
            heir.Run(new Watcher(_ => { }), TimeProvider.System, cancellation));
    }

    [Fact]
    public void A_finished_run_is_not_trained_again()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with { Epochs = 1 };
        TrainingResult first = Train(recipe, "done");
        TrainingResult second = Train(recipe, "done", _ => throw new InvalidOperationException("There was a step."));
        Assert.Equal(first.History, second.History);
    }

    [Fact]
    public void The_state_of_another_recipe_is_refused()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with { Epochs = 1 };
        Train(recipe, "mixed");
        var refusal = Assert.Throws<TrainingException>(() => Train(recipe with { Seed = 2 }, "mixed"));
        Assert.Contains("training.state", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run_with_the_place()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with { LearningRate = 1e30, Optimiser = OptimiserKind.Sgd };
        var stopped = Assert.Throws<TrainingException>(() => Train(recipe, "nan"));
        Assert.Contains("epoch 1", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("lower learning rate", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("No epoch had ended", stopped.Message, StringComparison.Ordinal);
        Assert.Null(stopped.Kept);
    }

    [Fact]
    public void The_best_epoch_before_the_loss_is_no_number_is_kept_and_usable()
    {
        // The rate rises by 0.5 a step, until the weights no longer bear it.
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with
        {
            Epochs = 200,
            Optimiser = OptimiserKind.Sgd,
            LearningRate = 1e6,
            WarmUpSteps = 2_000_000,
        };
        var stopped = Assert.Throws<TrainingException>(() => Train(recipe, "rising"));
        TrainingResult kept = stopped.Kept!;
        Assert.Contains($"The weights of epoch {kept.Best.Epoch}, the best before, are kept in {kept.WeightsPath}", stopped.Message, StringComparison.Ordinal);
        using var file = WeightFile.Read(kept.WeightsPath);
        using ResNet network = CheckpointInspection.Build(file);
        TrainingSet validation = SquareImages.Create(24, 2);
        float[] logits = Predictions.Logits(network, validation.Images, NormBranch.Clean, 24, TestContext.Current.CancellationToken);
        Assert.Equal(kept.Best.ValidationAuc, MacroAuc.Of(logits, validation.Labels, 1), 1e-9);
    }

    [Fact]
    public void Exclusive_labels_are_learned_by_softmax()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.DualNorm) with { Epochs = 6, ExclusiveLabels = true, BalancePositives = true };
        using TrainingRun run = new(recipe, SquareImages.Exclusive(49, 1), SquareImages.Exclusive(24, 2), folder);
        TrainingResult result = run.Run(new Watcher(_ => { }), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(result.Best.ValidationAuc > 0.9, $"AUC {result.Best.ValidationAuc}");
    }

    [Theory]
    [InlineData(1f, "Image knee 7 has 2 positive labels")]
    [InlineData(0f, "Image knee 7 has 0 positive labels")]
    public void An_image_without_exactly_one_of_the_exclusive_labels_is_refused_by_name(float both, string expected)
    {
        TrainingSet set = SquareImages.Exclusive(16, 1);
        (set.Labels[14], set.Labels[15]) = (both, both);
        TrainingSet named = set with { Names = [.. Enumerable.Range(0, 16).Select(image => $"knee {image}")] };
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with { ExclusiveLabels = true };
        var refusal = Assert.Throws<ArgumentException>(() => new TrainingRun(recipe, named, SquareImages.Exclusive(16, 2), folder));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lowest_validation_loss_can_choose_the_epoch()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with { Epochs = 5, Selection = SelectionRule.Loss };
        TrainingResult result = Train(recipe, "loss");
        Assert.Equal(result.History.Min(epoch => epoch.ValidationLoss), result.Best.ValidationLoss);
    }

    [Fact]
    public void The_AUC_under_attack_can_have_a_share_in_the_choice()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.DualNorm) with { Epochs = 3, AttackedAucWeight = 0.5 };
        TrainingResult result = Train(recipe, "mixed");
        Assert.Equal(
            result.History.Max(epoch => (epoch.ValidationAuc + epoch.AttackedAuc!.Value) / 2),
            (result.Best.ValidationAuc + result.Best.AttackedAuc!.Value) / 2,
            1e-12);
        Assert.Null(Train(recipe with { AttackedAucWeight = 0 }, "clean").Best.AttackedAuc);
    }

    [Fact]
    public void No_tensor_is_left_behind_by_steps_states_and_epochs()
    {
        TrainingRecipe recipe = SquareImages.Everything with { Epochs = 4, Width = 2, BatchSize = 2, Accumulation = 1, LearningRate = 1e-9 };
        List<long> alive = [];
        using TrainingRun run = new(recipe, SquareImages.Create(100, 1), SquareImages.Create(4, 2), folder) { StepsBetweenStates = 10 };
        run.Run(
            new Watcher(_ => alive.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)),
            TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(4 * 51, alive.Count);
        Assert.Single(alive.Skip(1).Distinct());
    }

    [Fact]
    public void Training_ends_early_when_the_validation_AUC_stays()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.Standard) with { Epochs = 50, Patience = 2, LearningRate = 1e-12 };
        TrainingResult result = Train(recipe, "early");
        Assert.Equal(result.Best.Epoch + 2, result.History.Count);
    }

    [Fact]
    public void A_validation_set_with_one_truth_is_refused_before_training()
    {
        TrainingSet training = SquareImages.Create(16, 1);
        TrainingSet oneSided = new(training.Images, new float[16], 1);
        var refusal = Assert.Throws<ArgumentException>(
            () => new TrainingRun(SquareImages.Recipe(TrainingVariant.Standard), training, oneSided, folder));
        Assert.Contains("both a positive and a negative", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_survives_JSON_with_readable_names()
    {
        TrainingRecipe recipe = SquareImages.Recipe(TrainingVariant.DualNorm) with { Milestones = [3, 5], Uncertain = LabelPolicy.Ones };
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
        using TrainingRun run = new(recipe, SquareImages.Create(49, 1), SquareImages.Create(24, 2), Path.Combine(folder, name)) { StepsBetweenStates = 2 };
        return run.Run(new Watcher(watch ?? (_ => { })), TimeProvider.System, stop?.Token ?? TestContext.Current.CancellationToken);
    }
}
