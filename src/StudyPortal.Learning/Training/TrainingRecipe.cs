using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>All that decides the outcome of a training run but the images; written as JSON beside the weights.</summary>
public sealed record TrainingRecipe
{
    public string Architecture { get; init; } = "resnet18";

    /// <inheritdoc cref="NetworkShape.Width"/>
    public int Width { get; init; } = 64;

    /// <inheritdoc cref="NetworkShape.WideFactor"/>
    public int WideFactor { get; init; } = 1;

    /// <inheritdoc cref="NetworkShape.InputChannels"/>
    public int InputChannels { get; init; } = 1;

    public TrainingVariant Variant { get; init; }

    /// <summary>Pixels along a side of the images.</summary>
    public int InputSize { get; init; } = 64;

    public int Epochs { get; init; } = 10;

    /// <summary>Images that pass through the network together; batch norm takes its statistics from them.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>
    /// Batches whose gradients are averaged into one optimiser step; the last step of an epoch may have fewer. Each batch still
    /// has batch-norm statistics of its own, so four of 16 images are not one of 64.
    /// </summary>
    public int Accumulation { get; init; } = 1;

    public OptimiserKind Optimiser { get; init; }

    /// <summary>Of SGD, 0..1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>SGD looks ahead along its momentum.</summary>
    public bool Nesterov { get; init; }

    /// <summary>L2 penalty, added to the gradient; with AdamW the share, times the learning rate, that weights lose per step.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Longest gradient, Euclidean over all parameters; 0 for any.</summary>
    public double GradientClip { get; init; }

    public double LearningRate { get; init; } = 1e-3;

    public ScheduleKind Schedule { get; init; }

    /// <summary>Optimiser steps over which the learning rate rises evenly to that of the schedule.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>Epochs, counted from 1, after which the multi-step schedule lowers the learning rate.</summary>
    public IReadOnlyList<int> Milestones { get; init; } = [];

    /// <summary>What the learning rate is multiplied by at a milestone or on a plateau.</summary>
    public double DecayFactor { get; init; } = 0.1;

    /// <summary>Epochs without progress that the plateau schedule bears.</summary>
    public int PlateauPatience { get; init; } = 10;

    /// <summary>Below which neither a cosine nor a plateau goes.</summary>
    public double MinimumLearningRate { get; init; }

    /// <summary>Share that the moving average of the weights keeps at each step; with 0 there is none. It is what is validated and kept.</summary>
    public double AverageDecay { get; init; }

    /// <summary>Share of the newest batch in the running statistics; null leaves the network's own.</summary>
    public double? NormMomentum { get; init; }

    public AttackRecipe Attack { get; init; } = AttackRecipe.Paper;

    /// <summary>Start the attack at a random point of its ball.</summary>
    public bool RandomStart { get; init; } = true;

    /// <summary>Let the attack compute its gradients in bfloat16: faster where the CPU has it, and a little weaker; the weights stay float32.</summary>
    public bool AttackInBFloat16 { get; init; }

    /// <summary>
    /// Let the convolutions of the training passes compute in bfloat16, too: faster and in less memory, with gradients of 8
    /// significant bits. Weights, their moments, norms and every evaluation stay float32.
    /// </summary>
    public bool TrainInBFloat16 { get; init; }

    public AugmentationRecipe Augmentation { get; init; } = new();

    /// <summary>Each image has exactly one of the labels: softmax cross-entropy instead of one binary cross-entropy per label.</summary>
    public bool ExclusiveLabels { get; init; }

    /// <summary>
    /// Deal the labels of the training images out anew among them, those of an image together: a control that can learn images
    /// by heart but no finding. No epoch is better than another, so the last is kept.
    /// </summary>
    public bool ShuffledLabels { get; init; }

    /// <summary>How much a positive label counts over a negative one, or, of exclusive labels, an image of the class; none for 1.</summary>
    public IReadOnlyList<double> PositiveWeights { get; init; } = [];

    /// <summary>Find those weights from how rare each class is in the training set.</summary>
    public bool BalancePositives { get; init; }

    public LabelPolicy Uncertain { get; init; } = LabelPolicy.Zeros;

    public LabelPolicy Unmentioned { get; init; } = LabelPolicy.Ignore;

    public ulong Seed { get; init; }

    /// <summary>What tells the best epoch.</summary>
    public SelectionRule Selection { get; init; }

    /// <summary>Share of the AUC under the recipe's attack, through the branch trained against it, in the AUC that tells the best epoch, 0..1.</summary>
    public double AttackedAucWeight { get; init; }

    /// <summary>Epochs without a better one after which training ends; 0 never.</summary>
    public int Patience { get; init; }

    /// <summary>How good an epoch is under the selection rule; higher is better.</summary>
    public double Score(EpochResult epoch) => Selection == SelectionRule.Loss
        ? -epoch.ValidationLoss
        : ((1 - AttackedAucWeight) * epoch.ValidationAuc) + (AttackedAucWeight * (epoch.AttackedAuc ?? 0));

    public NetworkShape Shape(int classCount)
    {
        NetworkShape shape = new(Architecture, Width, InputChannels, classCount, Variant == TrainingVariant.DualNorm)
        {
            WideFactor = WideFactor,
        };
        return NormMomentum is { } momentum ? shape with { NormMomentum = momentum } : shape;
    }

    /// <summary>An untrained network.</summary>
    internal ResNet Network(int classCount, Generator random) => new(Shape(classCount), random)
    {
        TrainingType = TrainInBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
    };

    /// <exception cref="ArgumentException">A value is outside its range; names the first.</exception>
    public void Validate() => RecipeCheck.Require(this);
}
