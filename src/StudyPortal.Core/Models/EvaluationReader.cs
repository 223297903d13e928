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

    /// <summary>Mean area over the labels that have both classes; null when none has.</summary>
    public static async Task<double?> MacroAreaAsync(PortalDb db, Evaluation evaluation, List<string> labels, CancellationToken cancellationToken) =>
        Scores(evaluation, "", labels, await SamplesAsync(db, [evaluation.Id], cancellationToken)).MacroAuc;

    /// <summary>The scores of the positive and negative cases by evaluation and label of the model.</summary>
    public static async Task<IReadOnlyDictionary<(EvaluationId, string), RocSample>> SamplesAsync(
        PortalDb db, IReadOnlyList<EvaluationId> evaluations, CancellationToken cancellationToken)
    {
        var maps = await db.Set<Evaluation>().Where(e => evaluations.Contains(e.Id)).Select(e => new { e.Id, e.LabelMap }).ToListAsync(cancellationToken);
        var plain = maps.Where(e => e.LabelMap.Length == 0).Select(e => e.Id).ToList();
        var rows = await JudgedAsync(db, plain, cancellationToken);
        foreach (var mapped in maps.Where(e => e.LabelMap.Length > 0))
            rows.AddRange(await JudgedAsync(db, mapped.Id, LabelMapText.Parse(mapped.LabelMap), cancellationToken));
        return rows.GroupBy(row => (row.Evaluation, row.Label)).ToDictionary(
            group => group.Key,
            group => RocSample.From([.. group.Select(row => row.Value.Truth())], [.. group.Select(row => (double?)row.Logit)]));
    }

    /// <summary>Predictions beside the label of the same name.</summary>
    private static Task<List<Judged>> JudgedAsync(PortalDb db, List<EvaluationId> evaluations, CancellationToken cancellationToken) => (
        from prediction in db.Set<Prediction>().AsNoTracking()
        join label in db.Set<CaseLabel>() on new { prediction.CaseId, prediction.Label } equals new { label.CaseId, label.Label }
        where evaluations.Contains(prediction.EvaluationId)
        orderby prediction.CaseId
        select new Judged(prediction.EvaluationId, prediction.Label, prediction.Logit, label.Value)).ToListAsync(cancellationToken);

    /// <summary>Predictions beside the label that the map names.</summary>
    private static async Task<IEnumerable<Judged>> JudgedAsync(
        PortalDb db, EvaluationId evaluation, Dictionary<string, string> map, CancellationToken cancellationToken)
    {
        var pairs = await (
            from prediction in db.Set<Prediction>().AsNoTracking()
            join label in db.Set<CaseLabel>() on prediction.CaseId equals label.CaseId
            where prediction.EvaluationId == evaluation && (prediction.Label == label.Label || map.Values.Contains(label.Label))
            orderby prediction.CaseId
            select new { prediction.Label, prediction.Logit, label.Value, Name = label.Label }).ToListAsync(cancellationToken);
        return pairs.Where(pair => pair.Name == map.GetValueOrDefault(pair.Label, pair.Label))
            .Select(pair => new Judged(evaluation, pair.Label, pair.Logit, pair.Value));
    }

    private static EvaluationScores Scores(
        Evaluation e, string dataset, List<string> labels, IReadOnlyDictionary<(EvaluationId, string), RocSample> samples)
    {
        var perLabel = labels.Select(label => samples.GetValueOrDefault((e.Id, label)) ?? new RocSample([], [])).ToList();
        var areas = MultiLabelArea.Of(perLabel);
        return new EvaluationScores(
            e.Id, e.ModelId, dataset, e.Split, e.Branch, e.Epsilon, e.Steps, e.AttackBranch, e.CreatedUtc,
            [.. labels.Zip(areas.PerLabel, Row)], areas.Macro.Value, areas.LabelsDefined, LabelMapText.Parse(e.LabelMap));
    }

    private static LabelAuc Row(string label, AreaUnderCurve area) => new(
        label, area.Positives, area.Negatives, area.Area.Value, area.Area.Interval?.Low, area.Area.Interval?.High, area.Area.Reason);

    private sealed record Judged(EvaluationId Evaluation, string Label, double Logit, LabelValue Value);
}
