using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>How much of each arm's maps lies inside the lesion boxes.</summary>
internal sealed class SaliencyAnalysis(AnalysisSet set)
{
    public IReadOnlyList<SaliencyResults> Run(CancellationToken cancellationToken) =>
        [.. set.Arms.Select(arm => Arm(arm.Ordinal, cancellationToken))];

    private SaliencyResults Arm(int arm, CancellationToken cancellationToken)
    {
        var maps = set.Items.Where(item => item.Arm == arm && item.IsCompared && item.MassInside is not null).ToList();
        return new SaliencyResults(
            arm, maps.Count, MeanOf(maps.Select(map => map.MassInside), cancellationToken), MeanOf(maps.Select(map => map.AreaInside), cancellationToken));
    }

    private Measured MeanOf(IEnumerable<double?> shares, CancellationToken cancellationToken)
    {
        List<double?> values = [.. shares];
        if (values.Count == 0) return new Measured(null, null, null, "no rated case has lesion boxes");
        var plan = new BootstrapPlan(set.Plan.BootstrapReplicates, set.Plan.BootstrapSeed, set.Plan.Confidence);
        var oneColumn = RatingMatrix.FromRows([.. values.Select(value => new[] { value })]);
        return Measured.From(ClusterBootstrap.Mean(oneColumn, ResampledUnit.Cases, plan, cancellationToken).Mean);
    }
}
