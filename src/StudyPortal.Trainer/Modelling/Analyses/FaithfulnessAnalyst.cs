using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Explanation.Belief;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Infidelity and sensitivity-max (Yeh et al. 2019).</summary>
internal sealed class FaithfulnessAnalyst : Analyst
{
    public override AnalysisKind Kind => AnalysisKind.Faithfulness;

    public override CaseChoice Choice => CaseChoice.WithFinding;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        using var explained = new Explained(subject);
        var (images, targets, means) = (explained.Images, explained.Targets, explained.Means);
        var maps = explained.Maps(ShareOf.The(progress, 0, 0.1), cancellation);
        var infidelity = new Infidelity().Compute(
            subject.Network, subject.Branch, images, targets, maps, explained.Method.IsGradient, ShareOf.The(progress, 0.1, 0.4), cancellation);
        var sensitivity = new MaxSensitivity(explained.Method).Compute(
            subject.Network, subject.Branch, images, targets, ShareOf.The(progress, 0.5, 0.5), cancellation);
        var table = new AnalysisPart.Table(
            "faithfulness", "Infidelity and sensitivity", $"After Yeh et al. 2019; mean over maps. {CaseMeans.Interval}",
            [
                new("infidelity", "Mean squared error of the drops of the logit that the map foretells, best scaled, when squares turn black; squared logits."),
                new("unexplained", "The same over the mean squared drop: 0 a perfect map, 1 one that says nothing."),
                new("largest change", "Largest relative change of the map, Euclidean, among ten noises within 0.02 of the image; 0 a map that stays."),
            ],
            [new("all maps", [means.Of(infidelity.Infidelity, cancellation), means.Of(infidelity.Unexplained, cancellation), means.Of(sensitivity, cancellation)])]);
        return new AnalysisResult(subject.Cases.Count, [table], [explained.Note]);
    }
}
