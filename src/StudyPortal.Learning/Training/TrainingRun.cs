using System.Diagnostics;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// Trains one network in a folder of its own, on the calling thread. Stopped at any point, by cancellation or by force,
/// it goes on from the last saved state and, on a CPU, ends with the same bits.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    private const string StateName = "training.state", BestName = "best.pth";
    private readonly TrainingRecipe recipe;
    private readonly TrainingSet validation;
    private readonly string folder;
    private readonly float[] validationTargets;
    private readonly Generator random;
    private readonly ResNet network;
    private readonly OptimizerHelper optimiser;
    private readonly TrainingBatches batches;
    private readonly ProjectedGradient attack;
    private readonly TrainingState state;
    private readonly TrainingPosition position;

    /// <summary>Prepares a run, or takes up the one whose state is in the folder.</summary>
    /// <exception cref="ArgumentException">The recipe or the sets cannot be trained with.</exception>
    /// <exception cref="TrainingException">The folder holds the state of another run.</exception>
    public TrainingRun(TrainingRecipe recipe, TrainingSet training, TrainingSet validation, string folder)
    {
        recipe.Validate();
        TrainingCheck.Require(recipe, training, validation);
        (this.recipe, this.validation, this.folder) = (recipe, validation, folder);
        validationTargets = validation.Targets(recipe);
        random = new Generator(recipe.Seed);
        network = new ResNet(recipe.Shape(training.ClassCount), random);
        optimiser = Optimiser(recipe, network);
        batches = new TrainingBatches(recipe, training, random);
        attack = new ProjectedGradient(recipe.Attack);
        Directory.CreateDirectory(folder);
        state = new TrainingState(Path.Combine(folder, StateName), network, optimiser, random);
        TrainingPosition start = new() { Recipe = recipe, Data = training.Fingerprint() + validation.Fingerprint() };
        position = state.Restore(start) ?? start;
    }

    /// <summary>Steps between saved states inside an epoch; one is saved after every epoch in any case.</summary>
    public int StepsBetweenStates { get; init; } = 50;

    /// <summary>The epochs that are over; of a resumed run also those before it.</summary>
    public IReadOnlyList<EpochResult> History => position.History;

    private bool Ended => position.Epoch >= recipe.Epochs
        || (recipe.Patience > 0 && position.Best is { } best && position.Epoch - best.Epoch >= recipe.Patience);

    /// <summary>Trains to the end. On cancellation the state is saved before the exception leaves.</summary>
    /// <exception cref="TrainingException">The loss is no longer a number.</exception>
    public TrainingResult Run(IProgress<TrainingProgress> progress, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            TrainingPace pace = new(clock, recipe, batches.PerEpoch);
            while (!Ended)
            {
                RunEpoch(progress, pace, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            state.Save(position);
            throw;
        }
        EpochResult best = position.Best ?? throw new UnreachableException("A recipe has at least one epoch.");
        return new TrainingResult(Path.Combine(folder, BestName), best, position.History);
    }

    public void Dispose()
    {
        optimiser.Dispose();
        network.Dispose();
        random.Dispose();
    }

    private void RunEpoch(IProgress<TrainingProgress> progress, TrainingPace pace, CancellationToken cancellation)
    {
        BeginEpoch();
        while (position.Step < batches.PerEpoch)
        {
            cancellation.ThrowIfCancellationRequested();
            double loss = Step();
            progress.Report(pace.After(position, loss));
            if (position.Step % StepsBetweenStates == 0)
            {
                state.Save(position);
            }
        }
        EpochResult result = Validate(cancellation);
        position.History.Add(result);
        if (position.Best == result)
        {
            WeightFile.Write(Path.Combine(folder, BestName), network.State);
        }
        progress.Report(pace.After(position, result.Loss) with { Finished = result });
        (position.Epoch, position.Step, position.LossSum, position.Order) = (position.Epoch + 1, 0, 0, []);
        state.Save(position);
    }

    private void BeginEpoch()
    {
        if (position.Order.Length == 0)
        {
            position.Order = batches.DrawOrder();
        }
        foreach (optim.ILearningRateController group in optimiser.ParamGroups)
        {
            group.LearningRate = recipe.LearningRateAt(position.Epoch + 1);
        }
    }

    private double Step()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor labels) = batches.Batch(position.Order, position.Step);
        Tensor attacked = recipe.Variant == TrainingVariant.Standard ? images : Attacked(images, labels);
        Tensor loss = VariantLoss.Of(recipe.Variant, network, images, attacked, labels);
        double value = loss.item<float>();
        if (!double.IsFinite(value))
        {
            throw new TrainingException(
                $"The loss became {value} in epoch {position.Epoch + 1}, step {position.Step + 1}, at learning rate "
                + $"{recipe.LearningRateAt(position.Epoch + 1)}. Train with a lower learning rate.");
        }
        network.zero_grad();
        loss.backward();
        optimiser.step();
        position.Step++;
        position.LossSum += value;
        return value;
    }

    private Tensor Attacked(Tensor images, Tensor labels)
    {
        using FrozenNetwork frozen = new(network, network.Shape.AttackBranch);
        return attack.Attack(frozen, images, labels, recipe.RandomStart ? attack.Noise(images, random) : null);
    }

    private EpochResult Validate(CancellationToken cancellation)
    {
        float[] logits = Predictions.Logits(network, validation.Images, NormBranch.Clean, recipe.BatchSize, cancellation);
        using DisposeScope scope = NewDisposeScope();
        long[] shape = [validation.Images.Count, validation.ClassCount];
        double loss = MaskedLoss.Of(tensor(logits, shape), tensor(validationTargets, shape)).item<float>();
        return double.IsFinite(loss)
            ? new(position.Epoch + 1, position.LossSum / batches.PerEpoch, loss, MacroAuc.Of(logits, validationTargets, validation.ClassCount))
            : throw new TrainingException(
                $"The validation loss became {loss} after epoch {position.Epoch + 1}. Train with a lower learning rate.");
    }

    private static OptimizerHelper Optimiser(TrainingRecipe recipe, ResNet network) => recipe.Optimiser == OptimiserKind.Adam
        ? optim.Adam(network.parameters(), recipe.LearningRate, weight_decay: recipe.WeightDecay)
        : optim.SGD(network.parameters(), recipe.LearningRate, momentum: 0.9, weight_decay: recipe.WeightDecay);
}
