using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Models;

/// <summary>Computes areas and curves from the stored predictions and labels.</summary>
internal static class EvaluationReader
{
    /// <summary>The evaluations of these models, newest last.</summary>
    public static async Task<IReadOnlyList<EvaluationScores>> ScoresAsync(PortalDb db, IReadOnlyList<ModelId> models, CancellationToken cancellationToken)
    {
        var evaluations = await (
            from evaluation in db.Set<Evaluation>().AsNoTracking()
            join model in db.Set<Model>() on evaluation.ModelId equals model.Id
            join dataset in db.Set<Dataset>() on evaluation.DatasetId equals dataset.Id
            where models.Contains(evaluation.ModelId)
            orderby evaluation.CreatedUtc
            select new { Evaluation = evaluation, model.Labels, Dataset = dataset.Name }).ToListAsync(cancellationToken);
        var samples = await SamplesAsync(db, [.. evaluations.Select(e => e.Evaluation.Id)], cancellationToken);
        return [.. evaluations.Select(e => Scores(e.Evaluation, e.Dataset, e.Labels, samples))];
    }

    /// <summary>The scores of the positive and negative cases by evaluation and label.</summary>
    public static async Task<IReadOnlyDictionary<(EvaluationId, string), RocSample>> SamplesAsync(
        PortalDb db, IReadOnlyList<EvaluationId> evaluations, CancellationToken cancellationToken)
    {
        var rows = await (
            from prediction in db.Set<Prediction>().AsNoTracking()
            join label in db.Set<CaseLabel>() on new { prediction.CaseId, prediction.Label } equals new { label.CaseId, label.Label }
            where evaluations.Contains(prediction.EvaluationId)
            orderby prediction.CaseId
            select new { prediction.EvaluationId, prediction.Label, prediction.Logit, label.Value }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => (row.EvaluationId, row.Label)).ToDictionary(
            group => group.Key,
            group => RocSample.From([.. group.Select(row => row.Value.Truth())], [.. group.Select(row => (double?)row.Logit)]));
    }

    private static EvaluationScores Scores(
        Evaluation e, string dataset, List<string> labels, IReadOnlyDictionary<(EvaluationId, string), RocSample> samples)
    {
        var perLabel = labels.Select(label => samples.GetValueOrDefault((e.Id, label)) ?? new RocSample([], [])).ToList();
        var areas = MultiLabelArea.Of(perLabel);
        return new EvaluationScores(
            e.Id, e.ModelId, dataset, e.Split, e.Branch, e.Epsilon, e.Steps, e.AttackBranch, e.CreatedUtc,
            [.. labels.Zip(areas.PerLabel, Row)], areas.Macro.Value, areas.LabelsDefined);
    }

    private static LabelAuc Row(string label, AreaUnderCurve area) => new(
        label, area.Positives, area.Negatives, area.Area.Value, area.Area.Interval?.Low, area.Area.Interval?.High, area.Area.Reason);
}
