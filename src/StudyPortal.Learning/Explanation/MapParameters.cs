namespace StudyPortal.Learning.Explanation;

/// <summary>What the methods can be given. The defaults belong to the methods' names: another value needs another name.</summary>
public sealed record MapParameters
{
    /// <summary>Noises of smoothgrad and vargrad.</summary>
    public int Samples { get; init; } = 25;

    /// <summary>Standard deviation of these noises, in shares of an image's range.</summary>
    public double Sigma { get; init; } = 0.1;

    /// <summary>First number of steps of integrated-gradients.</summary>
    public int Steps { get; init; } = 32;

    /// <summary>1 to 4, of the class activation maps.</summary>
    public int Stage { get; init; } = 4;

    /// <summary>Side of the window of occlusion, in shares of an image's side.</summary>
    public double Window { get; init; } = 1.0 / 8;

    /// <summary>Between these windows, in the same shares.</summary>
    public double Stride { get; init; } = 1.0 / 16;

    /// <summary>Masks of rise.</summary>
    public int Masks { get; init; } = 1000;

    /// <summary>Of noises and masks.</summary>
    public int Seed { get; init; } = 1;
}
