namespace StudyPortal.Statistics.Resampling;

/// <summary>Runs bootstrap replicates on all cores; the result depends on the plan alone, not on the number of cores.</summary>
public static class Bootstrap
{
    /// <param name="plan">How many replicates, and from which seed.</param>
    /// <param name="statistic">Computes one replicate from its draws; null when the statistic is undefined there.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    public static BootstrapSummary Run(BootstrapPlan plan, Func<Draws, double?> statistic, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(statistic);
        var replicates = new double?[plan.Replicates];
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(0, replicates.Length, options, index => replicates[index] = statistic(new Draws(plan.Seed, index)));
        return BootstrapSummary.Of(replicates, plan.Confidence);
    }
}
