using System.Text.Json.Serialization;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Training;

/// <summary>How a step changes the weights.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OptimiserKind>))]
public enum OptimiserKind
{
    [JsonStringEnumMemberName("adam")]
    Adam,

    /// <summary>With momentum 0.9.</summary>
    [JsonStringEnumMemberName("sgd")]
    Sgd,
}

/// <summary>All that decides the outcome of a training run but the images; written as JSON beside the weights.</summary>
public sealed record TrainingRecipe
{
    public string Architecture { get; init; } = "resnet18";

    /// <inheritdoc cref="NetworkShape.Width"/>
    public int Width { get; init; } = 64;

    /// <inheritdoc cref="NetworkShape.InputChannels"/>
    public int InputChannels { get; init; } = 1;

    public TrainingVariant Variant { get; init; }

    /// <summary>Pixels along a side of the images.</summary>
    public int InputSize { get; init; } = 64;

    public int Epochs { get; init; } = 10;

    public int BatchSize { get; init; } = 16;

    public OptimiserKind Optimiser { get; init; }

    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Epochs, counted from 1, after which the learning rate falls to a tenth.</summary>
    public IReadOnlyList<int> Milestones { get; init; } = [];

    /// <summary>L2 penalty, added to the gradient.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Share of the newest batch in the running statistics; null leaves the network's own.</summary>
    public double? NormMomentum { get; init; }

    public AttackRecipe Attack { get; init; } = AttackRecipe.Paper;

    /// <summary>Start the attack at a random point of its ball.</summary>
    public bool RandomStart { get; init; } = true;

    public AugmentationRecipe Augmentation { get; init; } = new();

    public LabelPolicy Uncertain { get; init; } = LabelPolicy.Zeros;

    public LabelPolicy Unmentioned { get; init; } = LabelPolicy.Ignore;

    public ulong Seed { get; init; }

    /// <summary>Epochs without a better validation AUC after which training ends; 0 never.</summary>
    public int Patience { get; init; }

    /// <summary>Learning rate of an epoch, counted from 1.</summary>
    public double LearningRateAt(int epoch) => LearningRate * Math.Pow(0.1, Milestones.Count(milestone => epoch > milestone));

    public NetworkShape Shape(int classCount)
    {
        NetworkShape shape = new(Architecture, Width, InputChannels, classCount, Variant == TrainingVariant.DualNorm);
        return NormMomentum is { } momentum ? shape with { NormMomentum = momentum } : shape;
    }

    /// <exception cref="ArgumentException">A value is outside its range; names the first.</exception>
    public void Validate()
    {
        Require(Width >= 1, $"{nameof(Width)} is {Width}; expected at least 1");
        Require(InputChannels is 1 or 3, $"{nameof(InputChannels)} is {InputChannels}; expected 1 or 3");
        Require(InputSize >= 32, $"{nameof(InputSize)} is {InputSize}; expected at least 32");
        Require(Epochs >= 1, $"{nameof(Epochs)} is {Epochs}; expected at least 1");
        Require(BatchSize >= 2, $"{nameof(BatchSize)} is {BatchSize}; expected at least 2, which batch norm needs");
        Require(LearningRate > 0, $"{nameof(LearningRate)} is {LearningRate}; expected more than 0");
        Require(WeightDecay >= 0, $"{nameof(WeightDecay)} is {WeightDecay}; expected 0 or more");
        Require(Patience >= 0, $"{nameof(Patience)} is {Patience}; expected 0 or more");
        Require(Attack is { Epsilon: >= 0, Alpha: >= 0, Steps: >= 0 }, "the attack's epsilon, alpha and steps may not be negative");
        Require(Augmentation.Padding >= 0, $"{nameof(Augmentation.Padding)} is {Augmentation.Padding}; expected 0 or more");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException($"Training recipe: {otherwise}.");
        }
    }
}
