using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>The stored predictions of the study's models on the test split of its data set and of others.</summary>
internal static class EvaluationReading
{
    public static async Task<IReadOnlyList<EvaluationFacts>> ReadAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var arms = await StudyArm.ListAsync(db, study.Id, cancellationToken);
        var models = arms.Select(arm => arm.ModelId).ToList();
        var evaluations = await (
            from evaluation in db.Set<Evaluation>().AsNoTracking()
            join dataset in db.Set<Dataset>() on evaluation.DatasetId equals dataset.Id
            where models.Contains(evaluation.ModelId) && evaluation.Split == DatasetSplit.Test
            select new { Evaluation = evaluation, dataset.Name }).ToListAsync(cancellationToken);
        var ordered = evaluations
            .Select(e => (Arm: ArmOf(e.Evaluation, arms), e.Evaluation, Dataset: IsOwn(e.Evaluation, study) ? "" : e.Name))
            .OrderBy(e => e.Dataset, StringComparer.Ordinal).ThenBy(e => e.Evaluation.LabelMap, StringComparer.Ordinal)
            .ThenBy(e => e.Evaluation.Epsilon).ThenBy(e => e.Evaluation.Steps).ThenBy(e => e.Arm)
            .ThenBy(e => e.Evaluation.Branch).ThenBy(e => e.Evaluation.AttackBranch);
        var facts = new List<EvaluationFacts>();
        foreach (var (arm, e, dataset) in ordered)
            facts.Add(new EvaluationFacts(arm, e.Branch, e.Epsilon, e.Steps, e.AttackBranch, await PredictionsAsync(db, e, cancellationToken), dataset, e.LabelMap));
        return facts;
    }

    private static bool IsOwn(Evaluation evaluation, Study study) => evaluation.DatasetId == study.DatasetId && evaluation.LabelMap.Length == 0;

    /// <summary>Where a model takes part through both of its norms, each arm has the evaluations of its own; otherwise the one arm has all.</summary>
    private static int ArmOf(Evaluation evaluation, List<StudyArm> arms) => arms
        .Where(arm => arm.ModelId == evaluation.ModelId)
        .OrderByDescending(arm => arm.Branch == evaluation.Branch).ThenBy(arm => arm.Ordinal)
        .First().Ordinal;

    private static async Task<IReadOnlyList<PredictionFacts>> PredictionsAsync(PortalDb db, Evaluation evaluation, CancellationToken cancellationToken)
    {
        var map = LabelMapText.Parse(evaluation.LabelMap);
        var names = await db.Set<Prediction>().Where(p => p.EvaluationId == evaluation.Id).Select(p => p.Label).Distinct().ToListAsync(cancellationToken);
        var facts = new List<PredictionFacts>();
        foreach (var label in names.Order(StringComparer.Ordinal))
            facts.AddRange(await PredictionsAsync(db, evaluation.Id, label, map.GetValueOrDefault(label, label), cancellationToken));
        return facts;
    }

    private static async Task<IEnumerable<PredictionFacts>> PredictionsAsync(
        PortalDb db, EvaluationId evaluation, string label, string nameInDataset, CancellationToken cancellationToken)
    {
        var rows = await (
            from prediction in db.Set<Prediction>().AsNoTracking()
            join shown in db.Set<Case>() on prediction.CaseId equals shown.Id
            join truth in db.Set<CaseLabel>() on prediction.CaseId equals truth.CaseId
            where prediction.EvaluationId == evaluation && prediction.Label == label && truth.Label == nameInDataset
            orderby shown.Number
            select new { shown.Number, truth.Value, prediction.Logit }).ToListAsync(cancellationToken);
        return rows.Select(row => new PredictionFacts(row.Number, label, row.Value.Truth(), row.Logit));
    }
}
