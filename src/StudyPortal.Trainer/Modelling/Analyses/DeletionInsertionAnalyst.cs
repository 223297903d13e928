using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Explanation.Belief;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>The probability of the label while pixels go and come.</summary>
internal sealed class DeletionInsertionAnalyst : Analyst
{
    public override AnalysisKind Kind => AnalysisKind.DeletionInsertion;

    public override CaseChoice Choice => CaseChoice.WithFinding;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        using var explained = new Explained(subject);
        var maps = explained.Maps(ShareOf.The(progress, 0, 0.2), cancellation);
        var result = new DeletionInsertion().Compute(
            subject.Network, subject.Branch, explained.Images, explained.Targets, maps, ShareOf.The(progress, 0.2, 0.8), cancellation);
        var curves = new AnalysisPart.Curves(
            "curves", "Deletion and insertion",
            $"Probability of the label while the pixels of the largest absolute values turn black, and while they come back into a blurred image (Petsiuk 2018); mean over maps. {CaseMeans.Interval}",
            "share of pixels", "probability", [Line("deletion", result.Deletion), Line("insertion", result.Insertion)]);
        var table = new AnalysisPart.Table(
            "areas", "Areas under the curves", $"Mean over maps. {CaseMeans.Interval}",
            [new("deletion", "Lower is better."), new("insertion", "Higher is better.")],
            [new("all maps", [explained.Means.Of(result.DeletionArea, cancellation), explained.Means.Of(result.InsertionArea, cancellation)])]);
        return new AnalysisResult(subject.Cases.Count, [curves, table], [explained.Note]);

        AnalysisCurve Line(string name, double[][] curvesOfMaps) => new(
            name, [.. result.Shares.Select((share, at) => explained.Means.At(share, [.. curvesOfMaps.Select(curve => curve[at])], cancellation))]);
    }
}
