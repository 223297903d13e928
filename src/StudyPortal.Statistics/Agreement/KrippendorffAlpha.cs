using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha (Computing Krippendorff's Alpha-Reliability, 2011) for any number of readers and any missing ratings.
/// O(cases x readers^2 + values^2), and as much for each replicate.
/// </summary>
public sealed class KrippendorffAlpha
{
    private readonly MeasurementLevel level;
    private readonly double[] values;

    /// <summary>Only cases with two ratings or more; the others say nothing. Null in the place of those.</summary>
    private readonly CaseCoincidences?[] cases;

    /// <summary>The different numbers of ratings that cases have: pairs are counted apart for each, so that every sum is a whole number.</summary>
    private readonly int[] ratingsPerCase;

    public KrippendorffAlpha(RatingMatrix ratings, MeasurementLevel level)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        this.level = level;
        var present = Enumerable.Range(0, ratings.Rows).Select(row => ratings.Present(row).ToArray()).ToList();
        values = [.. present.SelectMany(row => row).Distinct().Order()];
        if (level == MeasurementLevel.Ratio && values.Any(value => value < 0))
            throw new ArgumentException($"Rating {values[0]} is negative: a ratio scale starts at 0.", nameof(ratings));

        ratingsPerCase = [.. present.Select(row => row.Length).Where(count => count > 1).Distinct().Order()];
        cases = [.. present.Select(row => row.Length < 2
            ? null
            : new CaseCoincidences(Array.ConvertAll(row, value => Array.BinarySearch(values, value)), values.Length, Array.BinarySearch(ratingsPerCase, row.Length)))];
    }

    public AlphaResult Estimate() => Resample([.. Enumerable.Range(0, cases.Length)]);

    /// <summary>Alpha with the percentile interval of a bootstrap over cases, the independent units; undefined replicates are dropped.</summary>
    public (AlphaResult Result, BootstrapSummary Replicates) Estimate(BootstrapPlan plan, CancellationToken cancellationToken) =>
        Estimates([this], plan, cancellationToken)[0];

    /// <summary>The same under several levels; a replicate draws the same cases for all, and its pairs are counted once.</summary>
    public static IReadOnlyList<AlphaResult> Estimates(
        RatingMatrix ratings, IReadOnlyList<MeasurementLevel> levels, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return [.. Estimates([.. levels.Select(level => new KrippendorffAlpha(ratings, level))], plan, cancellationToken).Select(alpha => alpha.Result)];
    }

    /// <summary>Alpha of the drawn cases; a case drawn twice counts as two.</summary>
    public AlphaResult Resample(ReadOnlySpan<int> drawnCases)
    {
        var (pairs, counts, units) = Count(drawnCases);
        return FromPairs(pairs, counts, units);
    }

    /// <param name="levels">Of the same ratings.</param>
    /// <param name="plan">Replicates, seed and coverage.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    private static (AlphaResult Result, BootstrapSummary Replicates)[] Estimates(
        KrippendorffAlpha[] levels, BootstrapPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var replicates = Bootstrap.Replicates(plan.Replicates, plan.Seed, AlphasOf, cancellationToken);
        return [.. levels.Select((alpha, level) => alpha.WithInterval(BootstrapSummary.Of(Array.ConvertAll(replicates, alphas => alphas[level]), plan.Confidence)))];

        double?[] AlphasOf(Draws draws)
        {
            var (pairs, counts, units) = levels[0].Count(draws.Sample(levels[0].cases.Length));
            return Array.ConvertAll(levels, alpha => alpha.FromPairs(pairs, counts, units).Alpha.Value);
        }
    }

    private (AlphaResult Result, BootstrapSummary Replicates) WithInterval(BootstrapSummary replicates)
    {
        var result = Estimate();
        return result.Alpha.Value is { } alpha && replicates.Percentile is { } interval
            ? (result with { Alpha = Statistics.Estimate.Of(alpha, interval) }, replicates)
            : (result, replicates);
    }

    private (int[] Pairs, int[] Counts, int Units) Count(ReadOnlySpan<int> drawnCases)
    {
        var pairs = new int[ratingsPerCase.Length * values.Length * values.Length];
        var counts = new int[values.Length];
        var units = 0;
        foreach (var drawn in drawnCases)
        {
            if (cases[drawn] is not { } pairable) continue;

            units++;
            pairable.AddTo(pairs, counts);
        }

        return (pairs, counts, units);
    }

    private AlphaResult FromPairs(int[] pairs, int[] counts, int units)
    {
        if (units == 0) return new AlphaResult(Statistics.Estimate.Undefined("no case has two ratings"), 0, 0, 0, 0);

        double total = counts.Sum();
        var (observed, expected) = Disagreements(pairs, counts);
        observed /= total;
        expected /= total * (total - 1);
        var alpha = Statistics.Estimate.Ratio(expected - observed, expected, "all ratings are equal: no disagreement could be expected");
        return new AlphaResult(alpha, observed, expected, units, (int)total);
    }

    private (double Observed, double Expected) Disagreements(int[] pairs, int[] counts)
    {
        var (observed, expected) = (0.0, 0.0);
        for (var low = 0; low < counts.Length; low++)
        {
            var between = 0.0;
            for (var high = low + 1; high < counts.Length; high++)
            {
                var difference = SquaredDifference(low, high, between + ((counts[low] + counts[high]) / 2.0));
                observed += 2 * Coincidence(pairs, low, high) * difference;
                expected += 2.0 * counts[low] * counts[high] * difference;
                between += counts[high];
            }
        }

        return (observed, expected);
    }

    /// <summary>A pair of ratings counts 1 / (ratings of its case - 1).</summary>
    private double Coincidence(int[] pairs, int low, int high)
    {
        var sum = 0.0;
        for (var group = 0; group < ratingsPerCase.Length; group++)
            sum += pairs[(((group * values.Length) + low) * values.Length) + high] / (ratingsPerCase[group] - 1.0);

        return sum;
    }

    /// <param name="low">Index of the lower value.</param>
    /// <param name="high">Index of the higher value.</param>
    /// <param name="ranksApart">Number of ratings from the lower to the higher value, those two counting half.</param>
    private double SquaredDifference(int low, int high, double ranksApart)
    {
        var difference = level switch
        {
            MeasurementLevel.Nominal => 1,
            MeasurementLevel.Ordinal => ranksApart,
            MeasurementLevel.Interval => values[high] - values[low],
            MeasurementLevel.Ratio => (values[high] - values[low]) / (values[high] + values[low]),
            _ => throw new InvalidOperationException($"There is no difference function for {level}."),
        };
        return difference * difference;
    }
}
