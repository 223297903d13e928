using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Draws cases read twice, the same for all readers and coefficients, and averages each coefficient over the readers for whom it is defined.
/// </summary>
internal sealed class RepeatBootstrap
{
    private readonly CategoryScale scale;
    private readonly BootstrapPlan plan;

    /// <summary>For every reader the two readings of each case that any reader read twice; null where this one did not.</summary>
    private readonly (int First, int Second)?[][] readers;

    public RepeatBootstrap(IReadOnlyList<RatingMatrix> readings, CategoryScale scale, BootstrapPlan plan)
    {
        this.scale = scale;
        this.plan = plan;
        var rows = readings.Count == 0 ? 0 : readings[0].Rows;
        var repeated = Enumerable.Range(0, rows).Where(row => readings.Any(matrix => matrix.Present(row).Count() == 2)).ToArray();
        Cases = repeated.Length;
        readers = [.. readings.Select((matrix, reader) => Array.ConvertAll(repeated, row => Pair(matrix, row, reader)))];
    }

    public int Cases { get; }

    /// <summary>The mean of each coefficient over the readers, with its percentile interval.</summary>
    public Estimate[] Means(IReadOnlyList<Func<RepeatPairs, double?>> coefficients, CancellationToken cancellationToken)
    {
        if (Cases == 0) return [.. coefficients.Select(_ => Estimate.Undefined("no reader read a case twice"))];

        var values = MeansOver([.. Enumerable.Range(0, Cases)], coefficients);
        var replicates = Bootstrap.Replicates(plan.Replicates, plan.Seed, draws => MeansOver(draws.Sample(Cases), coefficients), cancellationToken);
        return [.. values.Select((value, index) => WithInterval(value, BootstrapSummary.Of(Array.ConvertAll(replicates, means => means[index]), plan.Confidence)))];
    }

    private static Estimate WithInterval(double? mean, BootstrapSummary replicates) => (mean, replicates.Percentile) switch
    {
        (null, _) => Estimate.Undefined("the coefficient is defined for no reader"),
        ({ } value, { } interval) => Estimate.Of(value, interval),
        ({ } value, null) => Estimate.WithoutInterval(value, BootstrapSummary.TooFew),
    };

    private double?[] MeansOver(int[] drawn, IReadOnlyList<Func<RepeatPairs, double?>> coefficients)
    {
        var (sums, defined) = (new double[coefficients.Count], new int[coefficients.Count]);
        foreach (var reader in readers)
        {
            List<(int First, int Second)> readTwice = new(drawn.Length);
            foreach (var index in drawn)
            {
                if (reader[index] is { } pair) readTwice.Add(pair);
            }

            var pairs = new RepeatPairs(scale, readTwice);
            for (var index = 0; index < sums.Length; index++)
            {
                if (coefficients[index](pairs) is not { } value) continue;

                sums[index] += value;
                defined[index]++;
            }
        }

        return [.. sums.Zip(defined, (sum, count) => count == 0 ? (double?)null : sum / count)];
    }

    private (int First, int Second)? Pair(RatingMatrix matrix, int row, int reader) =>
        scale.Positions([matrix[row, 0], matrix[row, 1]], $"reader {reader}, case {row}") is [{ } first, { } second] ? (first, second) : null;
}
