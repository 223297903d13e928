using System.Globalization;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Evaluation;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Areas under an ensemble of attacks, beside those under the plain one.</summary>
internal sealed class StrongAttackAnalyst : Analyst
{
    /// <summary>Share of the work that the plain attack is.</summary>
    private const double PlainShare = 0.05;

    private const int PlainSteps = 10;

    /// <summary>Passes of the gradient-free attack for each of the others'.</summary>
    private const int QueriesPerStep = 10;

    public override AnalysisKind Kind => AnalysisKind.StrongAttack;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        var plain = PlainAttack.Logits(subject, subject.Epsilon, PlainSteps, ShareOf.The(progress, 0, PlainShare), cancellation);
        var plan = new StrongCheckPlan(subject.Epsilon)
        {
            Steps = subject.Steps, Queries = QueriesPerStep * subject.Steps, ExclusiveLabels = subject.HasExclusiveLabels,
        };
        var result = new StrongCheck(plan).Compute(
            subject.Network, subject.Branch, subject.Images, subject.Truth, ShareOf.The(progress, PlainShare, 1 - PlainShare), cancellation);
        var areas = new LabelAreas(subject.Truth, subject.Model.Labels.Count);
        List<(string Name, float[] Logits)> rows =
            [("clean", result.Clean), ($"PGD-{PlainSteps}", plain), .. result.Attacks.Select(attack => (attack.Name, attack.Logits)), ("worst of all", result.Worst)];
        var table = new AnalysisPart.Table(
            "auc", "Areas under each attack",
            string.Create(CultureInfo.InvariantCulture, $"Attacks of radius {subject.Epsilon} through the norm that predicts. {LabelAreas.Definition}"),
            LabelAreas.Columns(subject.Model.Labels), [.. rows.Select(row => new AnalysisRow(row.Name, areas.Row(row.Logits, cancellation)))]);
        return new AnalysisResult(subject.Cases.Count, [table], Notes(subject, plan));
    }

    private static string[] Notes(AnalysisSubject subject, StrongCheckPlan plan) =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"apgd-ce raises the cross-entropy and apgd-ratio the ratio of logits of all labels at once, apgd-label the margin of each label by itself ({plan.Steps} passes each); square needs no gradient ({plan.Queries} queries)."),
        "\"Worst of all\" judges each label by its worst logit over the clean image and the ensemble: the lowest area that this attacker can bring about. Where it is far below PGD, the gradients misled PGD.",
        .. subject.HasExclusiveLabels ? (string[])["Labels are exclusive: log-odds of the softmax take the place of logits."] : [],
    ];
}
