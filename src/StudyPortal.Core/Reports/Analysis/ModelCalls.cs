using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>What the arms' models call the cases of the study on their clean images; see <see cref="ItemFacts.Outcome"/> for the threshold.</summary>
internal sealed class ModelCalls
{
    private readonly Dictionary<(int Arm, string Label), (LabelThreshold Threshold, Dictionary<CaseId, double> Logits)> _models = [];

    /// <summary>Null where there is no prediction, or no threshold because one of the two classes has no cases.</summary>
    public ModelOutcome? OutcomeOf(int arm, CaseId id, string label, bool truth) =>
        _models.TryGetValue((arm, label), out var model) && model.Logits.TryGetValue(id, out var logit) ? model.Threshold.Judge(truth, logit).Outcome : null;

    public static async Task<ModelCalls> ReadAsync(PortalDb db, Study study, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var calls = new ModelCalls();
        var sample = StudySample.Of(study);
        foreach (var arm in await StudyArm.ListAsync(db, study.Id, cancellationToken))
        {
            var evaluation = await db.Set<Evaluation>().AsNoTracking().SingleOrDefaultAsync(
                e => e.ModelId == arm.ModelId && e.DatasetId == study.DatasetId && e.Split == sample.Plan.Split && e.Branch == arm.Branch && e.Steps == 0 && e.LabelMap == "", cancellationToken);
            if (evaluation is null) continue;
            foreach (var label in labels) await calls.AddAsync(db, sample, arm, evaluation.Id, label, cancellationToken);
        }

        return calls;
    }

    private async Task AddAsync(PortalDb db, StudySample sample, StudyArm arm, EvaluationId evaluation, string label, CancellationToken cancellationToken)
    {
        var rows = await (
            from prediction in db.Set<Prediction>().AsNoTracking()
            join truth in db.Set<CaseLabel>() on new { prediction.CaseId, prediction.Label } equals new { truth.CaseId, truth.Label }
            where prediction.EvaluationId == evaluation && prediction.Label == label
            select new { prediction.CaseId, prediction.Logit, truth.Value }).ToListAsync(cancellationToken);
        var judged = rows.Where(row => row.Value is LabelValue.Positive or LabelValue.Negative).Select(row => (row.Value == LabelValue.Positive, row.Logit)).ToList();
        var threshold = sample.Thresholds.FirstOrDefault(t => t.ModelId == arm.ModelId && t.Branch == arm.Branch && t.Label == label)
            ?? (judged.Count == 0 ? null : LabelThreshold.Of(new ArmDesign(arm.ModelId, arm.Branch), evaluation, label, sample.Plan.Predictions?.Threshold ?? ThresholdRule.Youden, judged));
        if (threshold is not null) _models[(arm.Ordinal, label)] = (threshold, rows.ToDictionary(row => row.CaseId, row => row.Logit));
    }
}
