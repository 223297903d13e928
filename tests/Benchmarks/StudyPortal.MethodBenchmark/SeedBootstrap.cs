using StudyPortal.Statistics.Resampling;

namespace StudyPortal.MethodBenchmark;

/// <summary>A mean over seeds with its 95 % interval; null where the test cases do not define it.</summary>
internal sealed record Mean(double? Value, double? Low, double? High);

/// <summary>
/// Means over seeds whose intervals draw seeds and test cases anew, crossed (Davison and Hinkley, Bootstrap Methods 1997,
/// ch. 3.8); a replicate draws the same for every row, so that differences are paired.
/// </summary>
internal sealed class SeedBootstrap(int seeds, int cases)
{
    public const int Replicates = 1000;

    private static readonly BootstrapPlan Plan = new(Replicates, seed: 1);

    public Mean Of(Row row, Func<Measures, Figure> figure) => Of((drawnSeeds, drawn) => Average(row, figure, drawnSeeds, drawn));

    public Mean Difference(Row row, Row reference, Func<Measures, Figure> figure) => Of((drawnSeeds, drawn) =>
        Average(row, figure, drawnSeeds, drawn) - Average(reference, figure, drawnSeeds, drawn));

    private Mean Of(Func<int[], int[], double?> statistic)
    {
        var interval = Bootstrap.Run(Plan, draws => statistic(draws.Sample(seeds), draws.Sample(cases)), default).Percentile;
        return new Mean(statistic([.. Enumerable.Range(0, seeds)], [.. Enumerable.Range(0, cases)]), interval?.Low, interval?.High);
    }

    private static double? Average(Row row, Func<Measures, Figure> figure, int[] seeds, int[] cases)
    {
        var drawn = seeds.GroupBy(seed => seed).Select(group => group.Count() * figure(row.Seeds[group.Key])(cases)).ToList();
        return drawn.TrueForAll(value => value is not null) ? drawn.Sum() / seeds.Length : null;
    }
}
