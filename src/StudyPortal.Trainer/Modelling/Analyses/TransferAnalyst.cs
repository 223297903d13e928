using System.Globalization;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Evaluation;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Images attacked on another model.</summary>
internal sealed class TransferAnalyst : Analyst
{
    private const double StepShare = 0.5;

    public override AnalysisKind Kind => AnalysisKind.Transfer;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        var (source, network) = subject.Other;
        var recipe = new AttackRecipe(subject.Epsilon, StepShare * subject.Epsilon, subject.Steps);
        var transferred = new Transfer(recipe, subject.Loss).Compute(
            network, network.Shape.AttackBranch, subject.Truth, subject.Network, subject.Branch, subject.Images, ShareOf.The(progress, 0, 0.5), cancellation);
        var own = PlainAttack.Logits(subject, subject.Epsilon, subject.Steps, ShareOf.The(progress, 0.5, 0.5), cancellation);
        var areas = new LabelAreas(subject.Truth, subject.Model.Labels.Count);
        (string Name, float[] Logits)[] rows =
        [
            ("this model, clean", AnalysisSubject.Scores(subject.Model, transferred.TargetClean)),
            ("this model, attacked on the other", AnalysisSubject.Scores(subject.Model, transferred.TargetAttacked)),
            ("this model, attacked on itself", own),
            ("the other, clean", AnalysisSubject.Scores(source, transferred.SourceClean)),
            ("the other, attacked on itself", AnalysisSubject.Scores(source, transferred.SourceAttacked)),
        ];
        var table = new AnalysisPart.Table(
            "auc", $"Areas on images attacked on {source.Name}",
            string.Create(CultureInfo.InvariantCulture, $"PGD-{subject.Steps} of radius {subject.Epsilon}. {LabelAreas.Definition}"),
            LabelAreas.Columns(subject.Model.Labels), [.. rows.Select(row => new AnalysisRow(row.Name, areas.Row(row.Logits, cancellation)))]);
        return new AnalysisResult(subject.Cases.Count, [table], network.Shape.DualNorm ? ["The other model is attacked through its adversarial norm."] : []);
    }
}
