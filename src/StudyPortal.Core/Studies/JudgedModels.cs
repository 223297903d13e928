using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>The stored clean predictions that a plan asks for, as calls and outcomes.</summary>
internal sealed class JudgedModels
{
    private readonly PredictionPlan? _plan;
    private readonly Dictionary<(ArmDesign, string), LabelThreshold> _thresholds = [];
    private readonly Dictionary<(ArmDesign, string), Dictionary<CaseId, double>> _logits = [];
    private readonly List<string> _problems = [];

    private JudgedModels(PredictionPlan? plan) => _plan = plan;

    public IReadOnlyList<LabelThreshold> Thresholds => [.. _thresholds.Values];

    /// <summary>What is missing, by model, and what to do.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Null where there is no prediction.</summary>
    public OutcomeCell? OutcomeOf(CaseId id, string label, bool truth) =>
        _plan?.Reference is { } arm && _thresholds.TryGetValue((arm, label), out var threshold) && _logits[(arm, label)].TryGetValue(id, out var logit)
            ? threshold.Judge(truth, logit)
            : null;

    /// <summary>At least two of the compared models call the label differently.</summary>
    public bool Disagree(CaseId id, string label) => _plan is not null && _plan.Compared
        .Where(arm => _thresholds.ContainsKey((arm, label)) && _logits[(arm, label)].ContainsKey(id))
        .Select(arm => _thresholds[(arm, label)].IsPositive(_logits[(arm, label)][id])).Distinct().Count() > 1;

    public static async Task<JudgedModels> ReadAsync(PortalDb db, DatasetId dataset, SamplingPlan plan, CancellationToken cancellationToken)
    {
        var judged = new JudgedModels(plan.Predictions);
        if (plan.Predictions is not { } predictions) return judged;
        var outcomes = plan.Strata.Where(s => s.Outcome is not null).Select(s => s.Label).ToHashSet();
        var discordant = plan.Strata.Where(s => s.IsDiscordant).Select(s => s.Label).ToHashSet();
        foreach (var arm in predictions.Compared.Append(predictions.Reference).OfType<ArmDesign>().Distinct())
        {
            string[] labels = [.. (arm == predictions.Reference ? outcomes : []).Union(predictions.Compared.Contains(arm) ? discordant : []).Order(StringComparer.Ordinal)];
            if (labels.Length > 0) await judged.AddAsync(db, dataset, plan.Split, arm, labels, predictions.Threshold, cancellationToken);
        }
        return judged;
    }

    private async Task AddAsync(
        PortalDb db, DatasetId dataset, DatasetSplit split, ArmDesign arm, string[] labels, ThresholdRule rule, CancellationToken cancellationToken)
    {
        var name = await db.Set<Model>().Where(m => m.Id == arm.ModelId).Select(m => m.Name).SingleOrDefaultAsync(cancellationToken) ?? $"Model {arm.ModelId}";
        var evaluation = await db.Set<Evaluation>().AsNoTracking().SingleOrDefaultAsync(
            e => e.ModelId == arm.ModelId && e.DatasetId == dataset && e.Split == split && e.Branch == arm.Branch && e.Steps == 0 && e.LabelMap == "", cancellationToken);
        if (evaluation is null)
        {
            _problems.Add($"{name} has no clean predictions on the {Word(split)} split of this data set{Through(arm.Branch)}; evaluate it there first, on the model's page.");
            return;
        }
        foreach (var label in labels) await AddAsync(db, evaluation.Id, arm, label, rule, name, cancellationToken);
    }

    private async Task AddAsync(
        PortalDb db, EvaluationId evaluation, ArmDesign arm, string label, ThresholdRule rule, string name, CancellationToken cancellationToken)
    {
        var rows = await (
            from prediction in db.Set<Prediction>().AsNoTracking()
            join truth in db.Set<CaseLabel>() on new { prediction.CaseId, prediction.Label } equals new { truth.CaseId, truth.Label }
            where prediction.EvaluationId == evaluation && prediction.Label == label && (truth.Value == LabelValue.Positive || truth.Value == LabelValue.Negative)
            select new { prediction.CaseId, prediction.Logit, Truth = truth.Value == LabelValue.Positive }).ToListAsync(cancellationToken);
        if (rows.Count == 0) _problems.Add($"{name} predicts no case of this split for {label}; leave out the label or take another model.");
        else if (LabelThreshold.Of(arm, evaluation, label, rule, [.. rows.Select(r => (r.Truth, r.Logit))]) is not { } threshold)
            _problems.Add($"{name} has no Youden threshold for {label}: all its cases are of one class. Call positive from probability one half on.");
        else (_thresholds[(arm, label)], _logits[(arm, label)]) = (threshold, rows.ToDictionary(r => r.CaseId, r => r.Logit));
    }

    private static string Word(DatasetSplit split) => split.ToString().ToLowerInvariant();

    private static string Through(NormBranch branch) => branch == NormBranch.Adversarial ? ", through its adversarial branch" : "";
}
