namespace StudyPortal.Statistics.Planning;

/// <summary>How many are needed.</summary>
/// <param name="Exact">As the formula gives it, not whole; undefined where no number is enough.</param>
public sealed record SampleSize(Estimate Exact)
{
    /// <summary>The next whole number; null where no number is enough, or none that can be counted.</summary>
    public long? Required => Exact.Value is { } exact && exact < 1e15 ? (long)Math.Ceiling(exact) : null;

    internal static SampleSize Undefined(string reason) => new(Estimate.Undefined(reason));
}
