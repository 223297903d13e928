using System.Text.Json.Serialization;

namespace StudyPortal.Learning.Training;

/// <summary>Where a run stands and on what, in JSON; the part of <see cref="TrainingState"/> that is not tensors.</summary>
internal sealed record TrainingPosition
{
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>Fingerprints of the training and validation sets.</summary>
    public required string Data { get; init; }

    /// <summary>Epochs finished.</summary>
    public int Epoch { get; set; }

    /// <summary>SHA-256 of the weights that the run started from, or null where they were random.</summary>
    public string? StartedFrom { get; init; }

    /// <summary>Batches done in the epoch after those; at an optimiser step whenever it is saved.</summary>
    public int Step { get; set; }

    /// <summary>Image indices of that epoch in the order they are drawn.</summary>
    public long[] Order { get; set; } = [];

    /// <summary>Sum of that epoch's losses so far.</summary>
    public double LossSum { get; set; }

    public List<EpochResult> History { get; init; } = [];

    /// <summary>The earliest of the best epochs under the recipe's rule, of a control the last; null before the first ends.</summary>
    [JsonIgnore]
    public EpochResult? Best => Recipe.ShuffledLabels ? History.LastOrDefault() : History.MaxBy(Recipe.Score);
}
