namespace StudyPortal.Statistics.Resampling;

/// <summary>
/// Means of ratings (cases x readers) whose intervals respect that readers share cases: whole cases, whole readers or both are drawn,
/// never single ratings (Davison &amp; Hinkley, Bootstrap Methods 1997, ch. 3.8). A missing rating stays missing wherever its case and
/// reader are drawn. A replicate draws the cases first, then the readers. The estimate carries the percentile interval, the replicates
/// the BCa interval too, with cases and readers as its factors. O(replicates x arms x cases x readers).
/// </summary>
public static class ClusterBootstrap
{
    private const string NoRatings = "no ratings";

    /// <summary>The mean of all ratings present.</summary>
    public static (Estimate Mean, BootstrapSummary Replicates) Mean(
        RatingMatrix ratings, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var (mean, replicates) = Run([new RatingCells(ratings)], unit, plan, cancellationToken).Means[0];
        return (mean, replicates);
    }

    /// <summary>Mean of the first arm minus mean of the second; a replicate draws the same cases and readers for both.</summary>
    public static (Estimate Difference, BootstrapSummary Replicates) Difference(
        RatingMatrix first, RatingMatrix second, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if ((first.Rows, first.Columns) != (second.Rows, second.Columns))
            throw new ArgumentException("The arms have different sizes: expected the same cases and readers.", nameof(second));

        var pair = Run([new RatingCells(first), new RatingCells(second)], unit, plan, cancellationToken).Differences[0];
        return (pair.Difference, pair.Replicates);
    }

    /// <summary>The means of all arms and the differences of all pairs; a replicate draws the same cases and readers for all of them.</summary>
    public static BootstrappedArms Arms(RatingCube ratings, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        return Run([.. Enumerable.Range(0, ratings.Arms).Select(arm => new RatingCells(ratings.Arm(arm)))], unit, plan, cancellationToken);
    }

    /// <summary>The mean of the ratings present in the drawn cases and readers, drawn twice counting twice; null when none is.</summary>
    public static double? MeanOf(RatingMatrix ratings, IReadOnlyList<int> cases, IReadOnlyList<int> readers) =>
        new RatingCells(ratings).Mean([.. cases], [.. readers]);

    /// <summary>The cases and the readers of one replicate.</summary>
    internal static (int[] Cases, int[] Readers) Draw(RatingCells shape, ResampledUnit unit, Draws draws) => (
        unit == ResampledUnit.Readers ? shape.AllCases : draws.Sample(shape.Cases),
        unit == ResampledUnit.Cases ? shape.AllReaders : draws.Sample(shape.Readers));

    /// <summary>The leave-one-out values of the factors that are drawn.</summary>
    internal static double?[][] Factors(ResampledUnit unit, double?[] withoutEachCase, double?[] withoutEachReader) => unit switch
    {
        ResampledUnit.Cases => [withoutEachCase],
        ResampledUnit.Readers => [withoutEachReader],
        _ => [withoutEachCase, withoutEachReader],
    };

    private static BootstrappedArms Run(RatingCells[] arms, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var resampled = Resample(arms, unit, plan, cancellationToken);
        return new BootstrappedArms(
            [
                .. from arm in resampled
                   let mean = arm.Summarise(plan.Confidence, NoRatings)
                   select new BootstrappedMean(mean.Estimate, mean.Replicates),
            ],
            [
                .. from first in Enumerable.Range(0, arms.Length)
                   from second in Enumerable.Range(first + 1, arms.Length - first - 1)
                   let pair = resampled[first].Minus(resampled[second]).Summarise(plan.Confidence, NoRatings)
                   select new BootstrappedDifference(first, second, pair.Estimate, pair.Replicates),
            ]);
    }

    private static ResampledStatistic[] Resample(
        RatingCells[] arms, ResampledUnit unit, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        if (arms.Length == 0) return [];

        var replicates = Bootstrap.Replicates(plan.Replicates, plan.Seed, MeansOfOne, cancellationToken);
        return [.. arms.Select((arm, index) => new ResampledStatistic(
            arm.Mean(arm.AllCases, arm.AllReaders),
            Array.ConvertAll(replicates, means => means[index]),
            Factors(unit, arm.MeansWithoutEachCase(), arm.MeansWithoutEachReader())))];

        double?[] MeansOfOne(Draws draws)
        {
            var (cases, readers) = Draw(arms[0], unit, draws);
            return Array.ConvertAll(arms, arm => arm.Mean(cases, readers));
        }
    }
}
