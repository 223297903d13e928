namespace StudyPortal.Statistics.Resampling;

/// <summary>
/// Runs replicates on all cores. A replicate knows only the seed and its own number, writes to its own place, and the places are read in
/// order: the result is the same, bit for bit, for any number of cores. O(replicates x statistic).
/// </summary>
public static class Bootstrap
{
    /// <param name="plan">How many replicates, and from which seed.</param>
    /// <param name="statistic">Computes one replicate from its draws; null when the statistic is undefined there.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public static BootstrapSummary Run(BootstrapPlan plan, Func<Draws, double?> statistic, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(statistic);
        return BootstrapSummary.Of(Replicates(plan.Replicates, plan.Seed, statistic, cancellationToken), plan.Confidence);
    }

    /// <summary>The same with the BCa interval, for which the estimate and its leave-one-out values are needed.</summary>
    /// <param name="plan">How many replicates, and from which seed.</param>
    /// <param name="statistic">Computes one replicate from its draws: a finite number, or null when the statistic is undefined there.</param>
    /// <param name="estimate">The statistic of the data themselves.</param>
    /// <param name="leaveOneOut">As <see cref="BcaInterval.Of"/> takes them.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public static BootstrapSummary Run(
        BootstrapPlan plan,
        Func<Draws, double?> statistic,
        double? estimate,
        IReadOnlyList<IReadOnlyList<double?>> leaveOneOut,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(statistic);
        var replicates = Replicates(plan.Replicates, plan.Seed, statistic, cancellationToken);
        return BootstrapSummary.Of(replicates, plan.Confidence, estimate, leaveOneOut);
    }

    /// <summary>What each replicate makes of its draws, in the order of the replicates. Runs on the caller's task scheduler.</summary>
    internal static T[] Replicates<T>(int count, int seed, Func<Draws, T> statistic, CancellationToken cancellationToken)
    {
        var replicates = new T[count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, TaskScheduler = null };
        Parallel.For(0, count, options, index => replicates[index] = statistic(new Draws(seed, index)));
        return replicates;
    }
}
