using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Explanation.Belief;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Cascading randomisation.</summary>
internal sealed class WeightRandomisationAnalyst : Analyst
{
    private const ulong Seed = 1;

    public override AnalysisKind Kind => AnalysisKind.WeightRandomisation;

    public override CaseChoice Choice => CaseChoice.WithFinding;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        using var explained = new Explained(subject);
        var result = new RandomisationCheck(explained.Method, Seed).Compute(subject.Network, subject.Branch, explained.Images, explained.Targets, progress, cancellation);
        var curves = new AnalysisPart.Curves(
            "likeness", "Likeness to the map of the trained network", $"{AgreementTable.Definition} {CaseMeans.Interval}",
            "layers randomised, from the classifier down", "likeness",
            [.. AgreementTable.Measures.Select(measure => new AnalysisCurve(measure.Column.Name,
                [new(0, 1), .. result.Agreements.Select((agreement, stage) => explained.Means.At(stage + 1, measure.Of(agreement), cancellation))]))]);
        var table = new AnalysisPart.Table(
            "likeness-stages", "Likeness stage by stage", $"Each row randomises its stage besides those above it. {CaseMeans.Interval}", AgreementTable.Columns,
            [.. result.Stages.Zip(result.Agreements, (stage, agreement) => new AnalysisRow(stage, AgreementTable.Row(agreement, explained.Means, cancellation)))]);
        return new AnalysisResult(subject.Cases.Count, [curves, table], [explained.Note]);
    }
}
