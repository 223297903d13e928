using System.Diagnostics;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using TorchSharp;
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
    private readonly string folder;
    private readonly Generator random;
    private readonly ResNet network;
    private readonly TrainingBatches batches;
    private readonly LabelLoss loss;
    private readonly TrainingStep step;
    private readonly LearningRates rates;
    private readonly TrainingValidation validation;
    private readonly TrainingState state;
    private readonly TrainingPosition position;

    /// <summary>Prepares a run, or takes up the one whose state is in the folder.</summary>
    /// <param name="recipe">What to train and how.</param>
    /// <param name="training">What to learn from.</param>
    /// <param name="validation">What tells the best epoch.</param>
    /// <param name="folder">Of this run alone.</param>
    /// <param name="start">Weights to start from, or null for random ones.</param>
    /// <param name="device">Where to train; null for the CPU.</param>
    /// <exception cref="ArgumentException">The recipe or the sets cannot be trained with.</exception>
    /// <exception cref="CheckpointException">The weights to start from do not fit.</exception>
    /// <exception cref="TrainingException">The folder holds the state of another run, or a control is to start from weights.</exception>
    public TrainingRun(
        TrainingRecipe recipe, TrainingSet training, TrainingSet validation, string folder, InitialWeights? start = null,
        Device? device = null)
    {
        recipe.Validate();
        TrainingCheck.Require(recipe, training, validation);
        if (start is not null && recipe.ShuffledLabels)
        {
            throw new TrainingException("A control on shuffled labels begins with random weights: others may have learnt a finding. Start it from none.");
        }
        (TrainingFingerprint, ValidationFingerprint) = (training.Fingerprint(), validation.Fingerprint());
        training = recipe.ShuffledLabels ? training.Shuffled(recipe.Seed) : training;
        (this.recipe, this.folder) = (recipe, folder);
        random = new Generator(recipe.Seed);
        network = recipe.Network(training.ClassCount, random);
        network.to(device ?? CPU);
        batches = new TrainingBatches(recipe, training, random, network.Device);
        rates = new LearningRates(recipe, StepsIn(batches.PerEpoch));
        loss = new LabelLoss(recipe.ExclusiveLabels, ClassWeights.Of(recipe, training.Targets(recipe), training.ClassCount));
        step = new TrainingStep(recipe, network, loss, random);
        this.validation = new TrainingValidation(recipe, validation, loss);
        Directory.CreateDirectory(folder);
        state = new TrainingState(Path.Combine(folder, StateName), network, step, random);
        position = Begin(start);
    }

    /// <summary>Optimiser steps between saved states inside an epoch; one is saved after every epoch in any case.</summary>
    public int StepsBetweenStates { get; init; } = 50;

    /// <summary>The epochs that are over; of a resumed run also those before it.</summary>
    public IReadOnlyList<EpochResult> History => position.History;

    /// <summary>What was not taken as it is from the weights that this run starts from; nothing when it is resumed.</summary>
    public IReadOnlyList<string> Remarks { get; private set; } = [];

    /// <inheritdoc cref="TrainingSet.Fingerprint"/>
    public string TrainingFingerprint { get; }

    /// <inheritdoc cref="TrainingSet.Fingerprint"/>
    public string ValidationFingerprint { get; }

    private bool Ended => position.Epoch >= recipe.Epochs
        || (recipe.Patience > 0 && position.Best is { } best && position.Epoch - best.Epoch >= recipe.Patience);

    private TrainingResult? Kept => position.Best is { } best ? new(Path.Combine(folder, BestName), best, position.History) : null;

    /// <summary>Trains to the end. On cancellation the state is saved before the exception leaves.</summary>
    /// <exception cref="TrainingException">The loss or its gradient is no longer a number; says what is kept.</exception>
    public TrainingResult Run(IProgress<TrainingProgress> progress, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            TrainingPace pace = new(clock, recipe, batches.PerEpoch, position);
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
        return Kept ?? throw new UnreachableException("A recipe has at least one epoch.");
    }

    public void Dispose()
    {
        step.Dispose();
        loss.Dispose();
        network.Dispose();
        random.Dispose();
    }

    private TrainingPosition Begin(InitialWeights? start)
    {
        TrainingPosition beginning = new()
        {
            Recipe = recipe,
            Data = TrainingFingerprint + ValidationFingerprint,
            StartedFrom = start?.Fingerprint(),
        };
        if (state.Restore(beginning) is { } saved)
        {
            return saved;
        }
        Remarks = start?.Load(network) ?? [];
        return beginning;
    }

    private void RunEpoch(IProgress<TrainingProgress> progress, TrainingPace pace, CancellationToken cancellation)
    {
        if (position.Order.Length == 0)
        {
            position.Order = batches.DrawOrder();
        }
        while (position.Step < batches.PerEpoch)
        {
            cancellation.ThrowIfCancellationRequested();
            double value = StepIfItFits();
            progress.Report(pace.After(position, value));
            if (StepsIn(position.Step) % StepsBetweenStates == 0)
            {
                state.Save(position);
            }
        }
        EpochResult result = Validate(cancellation);
        progress.Report(pace.After(position, result.Loss) with { Finished = result });
        (position.Epoch, position.Step, position.LossSum, position.Order) = (position.Epoch + 1, 0, 0, []);
        state.Save(position);
    }

    private double StepIfItFits()
    {
        try
        {
            return Step();
        }
        catch (Exception error) when (BatchSizeProbe.IsOutOfMemory(error))
        {
            network.zero_grad();
            string advice = BatchSizeProbe.Find(recipe, network.Shape, loss, network.Device) is { } fits
                ? $"A batch of {fits} fits: train with batch size {fits} and accumulation {recipe.BatchSize * recipe.Accumulation / fits}."
                : "Not even the smallest batch fits: train with smaller images or a smaller network.";
            throw new TrainingException($"The memory of {network.Device} does not hold a step with batches of {recipe.BatchSize}. {advice}", Kept);
        }
    }

    private double Step()
    {
        int count = Math.Min(recipe.Accumulation, batches.PerEpoch - position.Step);
        double rate = rates.At(position.History, StepsIn(position.Step));
        (double value, double length) = step.Differentiate(count, index => batches.Batch(position.Order, position.Step + index));
        if (!double.IsFinite(value) || !double.IsFinite(length))
        {
            string what = double.IsFinite(value) ? $"The gradient's length became {length}" : $"The loss became {value}";
            throw Stopped($"{what} in epoch {position.Epoch + 1}, step {position.Step + 1}, at learning rate {rate}");
        }
        step.Apply(rate, length, first: position is { Epoch: 0, Step: 0 });
        position.Step += count;
        position.LossSum += value * count;
        return value;
    }

    private EpochResult Validate(CancellationToken cancellation)
    {
        ResNet validated = step.Average?.Network ?? network;
        EpochResult result = validation.Of(validated, position.Epoch + 1, position.LossSum / batches.PerEpoch, cancellation);
        if (!double.IsFinite(result.ValidationLoss))
        {
            throw Stopped($"The validation loss became {result.ValidationLoss} after epoch {result.Epoch}");
        }
        position.History.Add(result);
        if (position.Best == result)
        {
            using DisposeScope scope = NewDisposeScope();
            WeightFile.Write(Path.Combine(folder, BestName), validated.State);
        }
        return result;
    }

    private TrainingException Stopped(string reason)
    {
        string kept = Kept is { } good
            ? $"The weights of epoch {good.Best.Epoch}, the best before, are kept in {good.WeightsPath}."
            : "No epoch had ended before, so there are no weights to keep.";
        return new TrainingException($"{reason}. {kept} Train with a lower learning rate, a warm-up or a gradient clip.", Kept);
    }

    private int StepsIn(int batchCount) => (batchCount + recipe.Accumulation - 1) / recipe.Accumulation;
}
