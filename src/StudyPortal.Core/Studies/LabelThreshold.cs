using StudyPortal.Core.Models;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Studies;

/// <summary>How one model's logits for one label became calls and bands; kept with the sample.</summary>
/// <param name="ModelId">Whose logits.</param>
/// <param name="Branch">Through which norm.</param>
/// <param name="Evaluation">Where they are stored.</param>
/// <param name="Label">Of what.</param>
/// <param name="Threshold">A logit at or above it is a positive call.</param>
/// <param name="Medium">Distances from the threshold below it are of low confidence.</param>
/// <param name="High">Those at or above it are of high confidence.</param>
public sealed record LabelThreshold(
    ModelId ModelId, NormBranch Branch, EvaluationId Evaluation, string Label, double Threshold, double Medium, double High)
{
    public bool IsPositive(double logit) => logit >= Threshold;

    public OutcomeCell Judge(bool truth, double logit)
    {
        var outcome = (truth, IsPositive(logit)) switch
        {
            (true, true) => ModelOutcome.TP,
            (false, true) => ModelOutcome.FP,
            (true, false) => ModelOutcome.FN,
            (false, false) => ModelOutcome.TN,
        };
        var distance = Math.Abs(logit - Threshold);
        return new OutcomeCell(outcome, distance < Medium ? ConfidenceBand.Low : distance < High ? ConfidenceBand.Medium : ConfidenceBand.High);
    }

    /// <param name="arm">Whose logits.</param>
    /// <param name="evaluation">Where they are stored.</param>
    /// <param name="label">Of what.</param>
    /// <param name="rule">How the threshold is found.</param>
    /// <param name="judged">All cases of the split with a truth and a logit; at least one.</param>
    /// <returns>Null where the rule gives no threshold, because one of the two classes has no cases.</returns>
    internal static LabelThreshold? Of(
        ArmDesign arm, EvaluationId evaluation, string label, ThresholdRule rule, IReadOnlyCollection<(bool Truth, double Logit)> judged)
    {
        var threshold = rule == ThresholdRule.Half ? 0 : Youden(judged);
        if (threshold is not { } border) return null;
        var distances = judged.Select(j => Math.Abs(j.Logit - border)).Order().ToList();
        return new LabelThreshold(
            arm.ModelId, arm.Branch, evaluation, label, border, distances[distances.Count / 3], distances[distances.Count * 2 / 3]);
    }

    private static double? Youden(IReadOnlyCollection<(bool Truth, double Logit)> judged)
    {
        var sample = new RocSample([.. judged.Where(j => j.Truth).Select(j => j.Logit)], [.. judged.Where(j => !j.Truth).Select(j => j.Logit)]);
        return YoudenIndex.Of(sample).Optimal is [var lowest, ..] ? lowest.Threshold : null;
    }
}
