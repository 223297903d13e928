namespace StudyPortal.Learning.Evaluation;

/// <summary>What a <see cref="StrongCheck"/> spends on every image.</summary>
/// <param name="Epsilon">Radius in the L-infinity norm, in units of the [0,1] image.</param>
public sealed record StrongCheckPlan(double Epsilon)
{
    /// <summary>Passes of each adaptive attack.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>Random starts of each adaptive attack.</summary>
    public int Restarts { get; init; } = 1;

    /// <summary>Passes of the Square attack; none leaves it out.</summary>
    public int Queries { get; init; } = 1000;

    /// <summary>Exactly one of the labels is true of an image: log-odds of the softmax take the place of logits throughout.</summary>
    public bool ExclusiveLabels { get; init; }

    public ulong Seed { get; init; } = 20200709;

    public int BatchSize { get; init; } = 32;
}
