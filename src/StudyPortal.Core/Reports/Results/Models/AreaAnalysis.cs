using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The areas of one model, label by label and over all labels.</summary>
internal sealed class AreaAnalysis(ScoreTable table, ScoreScale scale, BootstrapPlan plan)
{
    /// <param name="model">Its place in the table.</param>
    /// <param name="resample">Whether to compute intervals by bootstrap.</param>
    /// <param name="cancellationToken">Looked at between replicates.</param>
    public ModelAreas Run(int model, bool resample, CancellationToken cancellationToken)
    {
        var labels = table.LabelsOf(model).ToList();
        var samples = labels.Select(label => table.Sample(model, label)).ToList();
        var areas = MultiLabelArea.Of(samples, plan.Confidence);
        var by = PredictingArm.Of(table.Models[model]);
        return new ModelAreas(
            by.Arm,
            by.Branch,
            by.AttackBranch,
            [.. labels.Select((label, index) => Area(table.Labels[label], samples[index], areas.PerLabel[index], resample, cancellationToken))],
            Measured.From(table.Macro(model, plan.Confidence).Area),
            areas.LabelsDefined,
            Measured.From(areas.Micro));
    }

    private LabelArea Area(string label, RocSample sample, AreaUnderCurve area, bool resample, CancellationToken cancellationToken)
    {
        var best = YoudenIndex.Of(sample).Optimal is [var first, ..] ? first : null;
        var none = Measured.Undefined(area.Area.Reason!);
        return new LabelArea(
            label,
            area.Positives,
            area.Negatives,
            Measured.From(area.Area),
            best?.Threshold,
            best is null ? none : Measured.From(best.Sensitivity.Wilson(plan.Confidence)),
            best is null ? none : Measured.From(best.Specificity.Wilson(plan.Confidence)),
            new LabelAnalysis(sample, scale, plan).Run(best, resample, cancellationToken));
    }
}
