using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Agreement;

/// <summary>Draws cases read twice, the same for all readers, and averages a coefficient over the readers for whom it is defined.</summary>
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

    public Estimate Mean(Func<RepeatPairs, double?> coefficient, CancellationToken cancellationToken)
    {
        if (Cases == 0) return Estimate.Undefined("no reader read a case twice");

        if (MeanOver([.. Enumerable.Range(0, Cases)], coefficient) is not { } value)
            return Estimate.Undefined("the coefficient is defined for no reader");

        var replicates = Bootstrap.Run(plan, draws => MeanOver(draws.Sample(Cases), coefficient), cancellationToken);
        return replicates.Percentile is { } interval
            ? Estimate.Of(value, interval)
            : Estimate.WithoutInterval(value, "fewer than two bootstrap replicates are defined");
    }

    private double? MeanOver(int[] drawn, Func<RepeatPairs, double?> coefficient)
    {
        var (sum, defined) = (0.0, 0);
        foreach (var reader in readers)
        {
            List<(int First, int Second)> pairs = [];
            foreach (var index in drawn)
            {
                if (reader[index] is { } pair) pairs.Add(pair);
            }

            if (coefficient(new RepeatPairs(scale, pairs)) is not { } value) continue;

            sum += value;
            defined++;
        }

        return defined == 0 ? null : sum / defined;
    }

    private (int First, int Second)? Pair(RatingMatrix matrix, int row, int reader) =>
        scale.Positions([matrix[row, 0], matrix[row, 1]], $"reader {reader}, case {row}") is [{ } first, { } second] ? (first, second) : null;
}
