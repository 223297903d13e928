namespace StudyPortal.Learning.Training;

/// <summary>Where a run stands and on what, in JSON; the part of <see cref="TrainingState"/> that is not tensors.</summary>
internal sealed record TrainingPosition
{
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>Fingerprints of the training and validation sets.</summary>
    public required string Data { get; init; }

    /// <summary>Epochs finished.</summary>
    public int Epoch { get; set; }

    /// <summary>Steps done in the epoch after those.</summary>
    public int Step { get; set; }

    /// <summary>Image indices of that epoch in the order they are drawn.</summary>
    public long[] Order { get; set; } = [];

    /// <summary>Sum of that epoch's losses so far.</summary>
    public double LossSum { get; set; }

    public List<EpochResult> History { get; init; } = [];

    /// <summary>The earliest epoch with the highest validation AUC, or null before the first ends.</summary>
    public EpochResult? Best => History.MaxBy(epoch => epoch.ValidationAuc);
}
