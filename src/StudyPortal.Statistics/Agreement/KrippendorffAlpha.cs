using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha (Computing Krippendorff's Alpha-Reliability, 2011) for any number of readers and any missing ratings.
/// O(cases x readers^2 + values^2).
/// </summary>
public sealed class KrippendorffAlpha
{
    private readonly MeasurementLevel level;
    private readonly double[] values;

    /// <summary>For every case its ratings, as indices into <see cref="values"/>.</summary>
    private readonly int[][] cases;

    public KrippendorffAlpha(RatingMatrix ratings, MeasurementLevel level)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        this.level = level;
        var present = Enumerable.Range(0, ratings.Rows).Select(row => ratings.Present(row).ToArray()).ToList();
        values = [.. present.SelectMany(row => row).Distinct().Order()];
        if (level == MeasurementLevel.Ratio && values.Any(value => value < 0))
            throw new ArgumentException($"Rating {values[0]} is negative: a ratio scale starts at 0.", nameof(ratings));

        cases = [.. present.Select(row => Array.ConvertAll(row, value => Array.BinarySearch(values, value)))];
    }

    public AlphaResult Estimate() => Resample([.. Enumerable.Range(0, cases.Length)]);

    /// <summary>Alpha with the percentile interval of a bootstrap over cases, the independent units; undefined replicates are dropped.</summary>
    public (AlphaResult Result, BootstrapSummary Replicates) Estimate(BootstrapPlan plan, CancellationToken cancellationToken)
    {
        var replicates = Bootstrap.Run(plan, draws => Resample(draws.Sample(cases.Length)).Alpha.Value, cancellationToken);
        var result = Estimate();
        return result.Alpha.Value is { } alpha && replicates.Percentile is { } interval
            ? (result with { Alpha = Statistics.Estimate.Of(alpha, interval) }, replicates)
            : (result, replicates);
    }

    /// <summary>Alpha of the drawn cases; a case drawn twice counts as two.</summary>
    public AlphaResult Resample(ReadOnlySpan<int> drawnCases)
    {
        var coincidences = new double[values.Length, values.Length];
        var units = 0;
        foreach (var drawn in drawnCases)
        {
            if (cases[drawn].Length < 2) continue;

            units++;
            AddPairs(coincidences, cases[drawn]);
        }

        return FromCoincidences(coincidences, units);
    }

    private static void AddPairs(double[,] coincidences, int[] ratings)
    {
        var weight = 1.0 / (ratings.Length - 1);
        for (var first = 0; first < ratings.Length; first++)
        {
            for (var second = 0; second < ratings.Length; second++)
            {
                if (first != second) coincidences[ratings[first], ratings[second]] += weight;
            }
        }
    }

    private AlphaResult FromCoincidences(double[,] coincidences, int units)
    {
        var counts = new double[values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            for (var column = 0; column < values.Length; column++) counts[row] += coincidences[row, column];
            counts[row] = Math.Round(counts[row]);
        }

        var total = counts.Sum();
        if (units == 0) return new AlphaResult(Statistics.Estimate.Undefined("no case has two ratings"), 0, 0, 0, 0);

        var (observed, expected) = Disagreements(coincidences, counts);
        observed /= total;
        expected /= total * (total - 1);
        var alpha = Statistics.Estimate.Ratio(expected - observed, expected, "all ratings are equal: no disagreement could be expected");
        return new AlphaResult(alpha, observed, expected, units, (int)total);
    }

    private (double Observed, double Expected) Disagreements(double[,] coincidences, double[] counts)
    {
        var (observed, expected) = (0.0, 0.0);
        for (var low = 0; low < counts.Length; low++)
        {
            var between = 0.0;
            for (var high = low + 1; high < counts.Length; high++)
            {
                var difference = SquaredDifference(low, high, between + ((counts[low] + counts[high]) / 2));
                observed += 2 * coincidences[low, high] * difference;
                expected += 2 * counts[low] * counts[high] * difference;
                between += counts[high];
            }
        }

        return (observed, expected);
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
