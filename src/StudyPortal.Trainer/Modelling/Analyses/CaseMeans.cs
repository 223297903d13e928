using StudyPortal.Core.Models.Analyses;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Means of figures of which a case may have several; intervals resample whole cases.</summary>
/// <param name="cases">The case of each figure.</param>
internal sealed class CaseMeans(IReadOnlyList<int> cases)
{
    public const string Interval = "95 % interval by a bootstrap of cases.";

    private static readonly BootstrapPlan Plan = new(replicates: 1000, seed: 1);

    /// <param name="values">One per figure; those that are no number are left out.</param>
    /// <param name="cancellation">Looked at between replicates.</param>
    public AnalysisNumber Of(IReadOnlyList<double> values, CancellationToken cancellation)
    {
        var groups = values.Select((value, index) => (Value: value, Case: cases[index])).Where(figure => double.IsFinite(figure.Value))
            .GroupBy(figure => figure.Case, figure => figure.Value).Select(figures => (Sum: figures.Sum(), Count: figures.Count())).ToArray();
        if (groups.Length == 0) return default;
        var mean = groups.Sum(group => group.Sum) / groups.Sum(group => group.Count);
        if (groups.Length < 2) return new AnalysisNumber(mean);
        var interval = Bootstrap.Run(Plan, draws => Mean(groups, draws.Sample(groups.Length)), cancellation).Percentile;
        return new AnalysisNumber(mean, interval?.Low, interval?.High);
    }

    /// <inheritdoc cref="Of"/>
    public AnalysisPoint At(double x, IReadOnlyList<double> values, CancellationToken cancellation)
    {
        var mean = Of(values, cancellation);
        return new AnalysisPoint(x, mean.Value, mean.Low, mean.High);
    }

    private static double? Mean((double Sum, int Count)[] groups, int[] drawn)
    {
        var (sum, count) = (0.0, 0);
        foreach (var index in drawn) (sum, count) = (sum + groups[index].Sum, count + groups[index].Count);
        return sum / count;
    }
}
