namespace StudyPortal.Statistics.Resampling;

/// <summary>
/// Means of ratings (cases x readers) whose intervals respect that readers share cases: whole cases, whole readers or both are drawn,
/// never single ratings (Davison &amp; Hinkley, Bootstrap Methods 1997, ch. 3.8). O(replicates x cases x readers).
/// </summary>
public static class ClusterBootstrap
{
    /// <summary>The mean of all ratings present.</summary>
    public static (Estimate Mean, BootstrapSummary Replicates) Mean(
        RatingMatrix ratings, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        return Run(ratings, (cases, readers) => MeanOf(ratings, cases, readers), unit, plan, cancellationToken);
    }

    /// <summary>Mean of the first arm minus mean of the second; a replicate draws the same cases and readers for both.</summary>
    public static (Estimate Difference, BootstrapSummary Replicates) Difference(
        RatingMatrix first, RatingMatrix second, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if ((first.Rows, first.Columns) != (second.Rows, second.Columns))
            throw new ArgumentException("The arms have different sizes: expected the same cases and readers.", nameof(second));

        return Run(first, (cases, readers) => MeanOf(first, cases, readers) - MeanOf(second, cases, readers), unit, plan, cancellationToken);
    }

    /// <summary>The mean of the ratings present in the drawn cases and readers, drawn twice counting twice; null when none is.</summary>
    public static double? MeanOf(RatingMatrix ratings, IReadOnlyList<int> cases, IReadOnlyList<int> readers)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(readers);
        var (sum, count) = (0.0, 0);
        foreach (var drawnCase in cases)
        {
            foreach (var reader in readers)
            {
                if (ratings[drawnCase, reader] is not { } rating) continue;

                sum += rating;
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static (Estimate Estimate, BootstrapSummary Replicates) Run(
        RatingMatrix shape, Func<int[], int[], double?> statistic, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        int[] allCases = [.. Enumerable.Range(0, shape.Rows)];
        int[] allReaders = [.. Enumerable.Range(0, shape.Columns)];
        var replicates = Bootstrap.Run(
            plan,
            draws => statistic(
                unit == ResampledUnit.Readers ? allCases : draws.Sample(allCases.Length),
                unit == ResampledUnit.Cases ? allReaders : draws.Sample(allReaders.Length)),
            cancellationToken);
        var estimate = (statistic(allCases, allReaders), replicates.Percentile) switch
        {
            (null, _) => Estimate.Undefined("no ratings"),
            ({ } value, null) => Estimate.WithoutInterval(value, "fewer than two bootstrap replicates are defined"),
            ({ } value, { } interval) => Estimate.Of(value, interval),
        };
        return (estimate, replicates);
    }
}
