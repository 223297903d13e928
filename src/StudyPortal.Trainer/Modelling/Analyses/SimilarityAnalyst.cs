using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Centred kernel alignment of layers.</summary>
internal sealed class SimilarityAnalyst : Analyst
{
    /// <summary>Of the Gaussian kernel, in medians of the distance between images.</summary>
    private const double Bandwidth = 0.5;

    private static readonly string[] Kernels = ["linear kernel", "Gaussian kernel"];

    public override AnalysisKind Kind => AnalysisKind.Similarity;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var (network, branch) = subject.OtherNetwork is { } other ? (other, NormBranch.Clean) : (subject.Network, subject.Network.Shape.AttackBranch);
        var result = new Cka([CkaKernel.LinearDebiased, CkaKernel.RbfDebiased(Bandwidth)])
            .Compute(subject.Network, NormBranch.Clean, network, branch, subject.Batch(), progress, cancellation);
        var (rows, columns) = Axes(subject);
        var linear = Grid("cka-linear", "Similarity of layers, linear kernel", "Debiased centred kernel alignment of the outputs of convolutions: 1 where they tell the images apart alike.", 0);
        var gaussian = Grid("cka-gaussian", "Similarity of layers, Gaussian kernel", "The same of Gaussian kernels, half a median distance wide: it looks at near neighbours.", 1);
        return new AnalysisResult(subject.Cases.Count, [.. SameLayer(result), linear, gaussian], [$"Rows: {rows}. Columns: {columns}."]);

        AnalysisPart.Grid Grid(string name, string title, string definition, int kernel) =>
            new(name, title, definition, rows, columns, result.Rows, result.Columns, [.. result.Values[kernel].SelectMany(row => row).Select(AnalysisNumbers.Finite)]);
    }

    /// <summary>The diagonal, where both have the same layers.</summary>
    private static IEnumerable<AnalysisPart> SameLayer(CkaResult result)
    {
        if (!result.Rows.SequenceEqual(result.Columns)) yield break;
        yield return new AnalysisPart.Curves(
            "cka-same-layer", "Similarity of the same layer", "The diagonals of the grids below, from the first convolution to the last.", "convolution", "similarity",
            [.. Kernels.Select((name, kernel) => new AnalysisCurve(
                name, [.. result.Values[kernel].Select((row, layer) => new AnalysisPoint(layer + 1, AnalysisNumbers.Finite(row[layer])))]))]);
    }

    private static (string Rows, string Columns) Axes(AnalysisSubject subject) => subject switch
    {
        { OtherModel: { } other } => ($"{subject.Model.Name}{Norm(subject.Network)}", $"{other.Name}{Norm(subject.OtherNetwork)}"),
        { Network.Shape.DualNorm: true } => ("clean norm", "adversarial norm"),
        _ => ("layer", "layer"),
    };

    private static string Norm(ResNet? network) => network?.Shape.DualNorm == true ? ", clean norm" : "";
}
