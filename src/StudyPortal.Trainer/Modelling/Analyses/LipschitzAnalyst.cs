using System.Globalization;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Evaluation;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>How fast the logits change near images.</summary>
internal sealed class LipschitzAnalyst : Analyst
{
    private const ulong StartSeed = 1;

    public override AnalysisKind Kind => AnalysisKind.Lipschitz;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var result = new LocalLipschitz(subject.Epsilon, subject.Steps).Compute(subject.Network, subject.Branch, subject.Batch(), StartSeed, progress, cancellation);
        double[] sorted = [.. result.PerImage.Select(value => (double)value).Order()];
        var mean = new CaseMeans([.. Enumerable.Range(0, sorted.Length)]).Of(sorted, cancellation);
        var definition = string.Create(
            CultureInfo.InvariantCulture,
            $"Largest sum of |changes of logits| over the largest change of a pixel that {subject.Steps} steps find within ε = {subject.Epsilon}: a lower bound.");
        var table = new AnalysisPart.Table(
            "lipschitz", "Local Lipschitz constant", $"{definition} Over cases; {CaseMeans.Interval}",
            [new("mean", "Mean over cases."), new("median", "Half of the cases are below."), new("largest", "Of all cases.")],
            [new("logits per unit of the image", [mean, new(sorted[sorted.Length / 2]), new(sorted[^1])])]);
        var curve = new AnalysisPart.Curves(
            "lipschitz-cases", "The constant over the cases", definition, "share of cases with less", "local Lipschitz constant",
            [new("cases", [.. sorted.Select((value, index) => new AnalysisPoint((index + 0.5) / sorted.Length, AnalysisNumbers.Finite(value)))])]);
        return new AnalysisResult(sorted.Length, [table, curve], []);
    }
}
