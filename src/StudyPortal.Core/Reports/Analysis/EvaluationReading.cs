using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>The stored predictions of the study's models on the test split of its data set, judged by the labels' own names.</summary>
internal static class EvaluationReading
{
    public static async Task<IReadOnlyList<EvaluationFacts>> ReadAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var arms = await db.Set<StudyArm>().AsNoTracking().Where(a => a.StudyId == study.Id).ToListAsync(cancellationToken);
        var models = arms.Select(arm => arm.ModelId).ToList();
        var evaluations = await db.Set<Evaluation>().AsNoTracking()
            .Where(e => models.Contains(e.ModelId) && e.DatasetId == study.DatasetId && e.Split == DatasetSplit.Test && e.LabelMap == "")
            .ToListAsync(cancellationToken);
        var ordered = evaluations.Select(e => (Arm: ArmOf(e, arms), Evaluation: e))
            .OrderBy(e => e.Evaluation.Epsilon).ThenBy(e => e.Evaluation.Steps).ThenBy(e => e.Arm)
            .ThenBy(e => e.Evaluation.Branch).ThenBy(e => e.Evaluation.AttackBranch);
        var facts = new List<EvaluationFacts>();
        foreach (var (arm, e) in ordered)
            facts.Add(new EvaluationFacts(arm, e.Branch, e.Epsilon, e.Steps, e.AttackBranch, await PredictionsAsync(db, e.Id, cancellationToken)));
        return facts;
    }

    /// <summary>Where a model takes part through both of its norms, each arm has the evaluations of its own; otherwise the one arm has all.</summary>
    private static int ArmOf(Evaluation evaluation, List<StudyArm> arms) => arms
        .Where(arm => arm.ModelId == evaluation.ModelId)
        .OrderByDescending(arm => arm.Branch == evaluation.Branch).ThenBy(arm => arm.Ordinal)
        .First().Ordinal;

    private static async Task<IReadOnlyList<PredictionFacts>> PredictionsAsync(PortalDb db, EvaluationId evaluation, CancellationToken cancellationToken)
    {
        var rows = await (
            from prediction in db.Set<Prediction>().AsNoTracking()
            join shown in db.Set<Case>() on prediction.CaseId equals shown.Id
            join label in db.Set<CaseLabel>() on new { prediction.CaseId, prediction.Label } equals new { label.CaseId, label.Label }
            where prediction.EvaluationId == evaluation
            orderby prediction.Label, shown.Number
            select new { shown.Number, prediction.Label, label.Value, prediction.Logit }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new PredictionFacts(row.Number, row.Label, row.Value.Truth(), row.Logit))];
    }
}
