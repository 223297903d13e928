namespace StudyPortal.Core.Reports.Results;

/// <summary>The whole numbers that a rating may be, both ends included.</summary>
public sealed record RatingScale(int Lowest, int Highest)
{
    /// <summary>The portal's own questions: 0..5.</summary>
    public static RatingScale OfPortal { get; } = new(0, 5);

    /// <summary>Every point, lowest first.</summary>
    internal IReadOnlyList<double> Categories => [.. Enumerable.Range(Lowest, Highest - Lowest + 1).Select(point => (double)point)];

    public bool Contains(int rating) => rating >= Lowest && rating <= Highest;

    public override string ToString() => FormattableString.Invariant($"{Lowest} to {Highest}");
}
