using System.Globalization;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Evaluation;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Mean loss around images.</summary>
internal sealed class LossSurfaceAnalyst : Analyst
{
    /// <summary>Along each direction; odd, so that the image is in the middle.</summary>
    private const int Points = 21;

    public override AnalysisKind Kind => AnalysisKind.LossSurface;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        var surfaces = Surfaces(subject, progress, cancellation);
        var offsets = surfaces[0].Offsets.Select(offset => offset.ToString("0.####", CultureInfo.InvariantCulture)).ToList();
        var grid = new AnalysisPart.Grid(
            "loss", "Loss around images", "Binary cross-entropy, mean over cases; offsets in units of the [0,1] image, every pixel moving by as much, not cut at 0 and 1.",
            "along the sign of the gradient", "along random signs", offsets, offsets, [.. Mean(surfaces)]);
        var means = new CaseMeans([.. Enumerable.Range(0, surfaces.Count)]);
        var table = new AnalysisPart.Table(
            "slope", "Slope of the surface", $"Mean over cases; {CaseMeans.Interval}",
            [
                new("largest slope", "Largest |difference of neighbouring losses| over their distance along the gradient's sign: a lower bound of the local Lipschitz constant of the loss."),
                new("mean slope", "Its mean over the surface."),
            ],
            [new("per case", [means.Of([.. surfaces.Select(s => s.LargestSlope)], cancellation), means.Of([.. surfaces.Select(s => s.MeanSlope)], cancellation)])]);
        return new AnalysisResult(surfaces.Count, [grid, table], []);
    }

    private static List<LossSurfaceResult> Surfaces(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        var surface = new LossSurface(subject.Epsilon, Points);
        var labels = subject.Model.Labels.Count;
        var surfaces = new List<LossSurfaceResult>();
        for (var i = 0; i < subject.Images.Count; i++)
        {
            using var scope = NewDisposeScope();
            var image = subject.Images.Batch(i, 1, subject.Network.Shape.InputChannels);
            var truth = tensor(subject.Truth.AsMemory(i * labels, labels), [1, labels]);
            var part = ShareOf.The(progress, (double)i / subject.Images.Count, 1.0 / subject.Images.Count);
            surfaces.Add(surface.Compute(subject.Network, subject.Branch, image, truth, (ulong)i, part, cancellation));
        }

        return surfaces;
    }

    private static IEnumerable<double?> Mean(List<LossSurfaceResult> surfaces) =>
        from row in Enumerable.Range(0, Points)
        from column in Enumerable.Range(0, Points)
        select AnalysisNumbers.Finite(surfaces.Average(surface => surface.Loss[row][column]));
}
