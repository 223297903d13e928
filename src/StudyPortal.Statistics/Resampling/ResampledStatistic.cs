namespace StudyPortal.Statistics.Resampling;

/// <summary>A statistic of the data, of every replicate, and without each unit of every factor drawn from; null where it is undefined.</summary>
internal sealed record ResampledStatistic(double? Value, double?[] Replicates, double?[][] LeaveOneOut)
{
    /// <summary>The difference from another statistic of the same draws.</summary>
    public ResampledStatistic Minus(ResampledStatistic other) => new(
        Value - other.Value,
        Minus(Replicates, other.Replicates),
        [.. LeaveOneOut.Zip(other.LeaveOneOut, Minus)]);

    /// <summary>The value with its percentile interval, or why one of the two is missing, and what the replicates say.</summary>
    /// <param name="confidence">The coverage aimed at.</param>
    /// <param name="reason">Why the value is undefined, where it is.</param>
    public (Estimate Estimate, BootstrapSummary Replicates) Summarise(double confidence, string reason)
    {
        var summary = BootstrapSummary.Of(Replicates, confidence, Value, LeaveOneOut);
        var estimate = (Value, summary.Percentile) switch
        {
            (null, _) => Estimate.Undefined(reason),
            ({ } value, null) => Estimate.WithoutInterval(value, BootstrapSummary.TooFew),
            ({ } value, { } interval) => Estimate.Of(value, interval),
        };
        return (estimate, summary);
    }

    private static double?[] Minus(double?[] first, double?[] second) => [.. first.Zip(second, (mine, theirs) => mine - theirs)];
}
