using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Explanation.Belief;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Maps beside those of another model.</summary>
internal sealed class LabelRandomisationAnalyst : Analyst
{
    public override AnalysisKind Kind => AnalysisKind.LabelRandomisation;

    public override CaseChoice Choice => CaseChoice.WithFinding;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        using var explained = new Explained(subject);
        var (other, network) = subject.Other;
        var branch = network.Shape.DualNorm ? subject.Branch : Learning.Networks.NormBranch.Clean;
        var agreement = new ModelAgreement(explained.Method).Compute(
            (subject.Network, subject.Branch), (network, branch), explained.Images, explained.Targets, progress, cancellation);
        var table = new AnalysisPart.Table(
            "likeness", $"Likeness to the maps of {other.Name}", $"{AgreementTable.Definition} {CaseMeans.Interval}", AgreementTable.Columns,
            [new("all maps", AgreementTable.Row(agreement, explained.Means, cancellation))]);
        return new AnalysisResult(
            subject.Cases.Count, [table], [explained.Note, Control(other)]);
    }

    private static string Control(Model other) => other switch
    {
        _ when RecipeReader.HasShuffledLabels(other) => $"{other.Name} was trained here on shuffled labels: what its maps share with these is not the finding.",
        { Origin: ModelOrigin.Trained } => $"This is no check of the maps: {other.Name} was trained on true labels. Train a control with the option or a recipe for shuffled labels.",
        _ => $"It is a check of the maps only where {other.Name} was trained on shuffled labels; of an imported model the portal cannot tell.",
    };
}
