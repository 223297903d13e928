using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// Bootstrap of statistics of one sample: positives and negatives are drawn apart, so every replicate has as many of each (pROC's
/// default). The scores are ranked once; a replicate costs O(cases) beside its statistics.
/// </summary>
internal static class StratifiedBootstrap
{
    /// <summary>Several statistics of the same draws; <paramref name="statistics"/> returns them always in the same order.</summary>
    public static IReadOnlyList<BootstrapSummary> Run(
        RocSample sample, Func<LevelCounts, double[]> statistics, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var levels = ScoreLevels.Of(sample);
        var replicates = Bootstrap.Replicates(plan.Replicates, plan.Seed, draws => statistics(levels.Draw(draws)), cancellationToken);
        return
        [
            .. Enumerable.Range(0, replicates[0].Length)
                .Select(statistic => BootstrapSummary.Of([.. replicates.Select(values => (double?)values[statistic])], plan.Confidence)),
        ];
    }

    /// <summary>The observed value with the percentile interval of its replicates.</summary>
    public static Estimate WithInterval(
        RocSample sample, Func<LevelCounts, double> statistic, BootstrapPlan plan, CancellationToken cancellationToken) => Estimate.Of(
            statistic(ScoreLevels.Of(sample).Observed()),
            Run(sample, counts => [statistic(counts)], plan, cancellationToken)[0].Percentile!);
}
