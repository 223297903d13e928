using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>The stored predictions of the study's models on the test split of its data set.</summary>
internal static class EvaluationReading
{
    public static async Task<IReadOnlyList<EvaluationFacts>> ReadAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var evaluations = await (
            from arm in db.Set<StudyArm>().AsNoTracking()
            join evaluation in db.Set<Evaluation>() on arm.ModelId equals evaluation.ModelId
            where arm.StudyId == study.Id && evaluation.DatasetId == study.DatasetId && evaluation.Split == DatasetSplit.Test
            orderby evaluation.Epsilon, evaluation.Steps, evaluation.Branch, evaluation.AttackBranch, arm.Ordinal
            select new { arm.Ordinal, Evaluation = evaluation }).ToListAsync(cancellationToken);
        var facts = new List<EvaluationFacts>();
        foreach (var e in evaluations)
            facts.Add(new EvaluationFacts(
                e.Ordinal, e.Evaluation.Branch, e.Evaluation.Epsilon, e.Evaluation.Steps, e.Evaluation.AttackBranch,
                await PredictionsAsync(db, e.Evaluation.Id, cancellationToken)));
        return facts;
    }

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
