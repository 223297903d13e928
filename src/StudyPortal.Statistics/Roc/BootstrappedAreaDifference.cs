using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The observed area of one model minus that of another on the same cases, with the percentile interval, and pROC's bootstrap test of no
/// difference: D = difference / standard deviation of its replicates, against the normal distribution. No test where they never vary.
/// </summary>
public sealed record BootstrappedAreaDifference(
    int First, int Second, Estimate Difference, BootstrapSummary Replicates, Estimate Statistic, Estimate PValue)
{
    internal static BootstrappedAreaDifference Of(int first, int second, ResampledStatistic difference, double confidence)
    {
        var (estimate, summary) = difference.Summarise(confidence, reason: string.Empty);
        var varies = difference.Replicates.Any(replicate => replicate != difference.Replicates[0]);
        var statistic = Estimate.Ratio(
            estimate.Value.GetValueOrDefault(),
            varies ? summary.StandardError.Value.GetValueOrDefault() : 0,
            "the difference is the same in every replicate, so there is no test");
        return new BootstrappedAreaDifference(first, second, estimate, summary, statistic, statistic.Select(Distributions.NormalTwoSided));
    }
}
