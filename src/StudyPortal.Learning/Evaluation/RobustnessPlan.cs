namespace StudyPortal.Learning.Evaluation;

/// <summary>Which attacks a <see cref="RobustnessCurve"/> is made of: L-infinity sign steps on the loss.</summary>
public sealed record RobustnessPlan
{
    /// <summary>The 21 radii from 0 to 0.01 that the paper's code tests with.</summary>
    public static IReadOnlyList<double> PaperEpsilons { get; } = [.. Enumerable.Range(0, 21).Select(index => index * 0.0005)];

    /// <summary>Radii in units of the [0,1] image; 0 is clean.</summary>
    public IReadOnlyList<double> Epsilons { get; init; } = PaperEpsilons;

    public int Steps { get; init; } = 10;

    /// <summary>Length of a step over epsilon.</summary>
    public double StepShare { get; init; } = 0.5;

    /// <summary>Seed of random starts; null starts at the images.</summary>
    public ulong? StartSeed { get; init; }

    public int BatchSize { get; init; } = 32;
}
