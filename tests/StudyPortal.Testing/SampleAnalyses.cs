using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Testing;

/// <summary>Analyses of a model of the sample world with invented numbers, one of each shape that a page shows.</summary>
public static class SampleAnalyses
{
    private const string Long = "adversarial norm, attacked through the clean norm";

    public static async Task StoreAsync(StoreAnalysis store, ModelId model, DatasetId dataset)
    {
        await store.ExecuteAsync(Request(AnalysisKind.RobustnessCurve, new(200, 0.01, 10)), new(12, [Curves()], ["A note on the curve."]), CancellationToken.None);
        await store.ExecuteAsync(Request(AnalysisKind.StrongAttack, new(100, 0.005, 50)), new(12, [Table()], []), CancellationToken.None);
        await store.ExecuteAsync(Request(AnalysisKind.Similarity, new(100)), new(12, [Grid("printed", 10), Grid("dense", 40)], []), CancellationToken.None);
        await store.ExecuteAsync(Request(AnalysisKind.Localisation, new(50, Method: SaliencyMethods.InputGradient)), new(12, [Table()], []), CancellationToken.None);

        AnalyseRequest Request(AnalysisKind kind, AnalysisParameters parameters) => new(model, kind, dataset, DatasetSplit.Test, NormBranch.Clean, parameters);
    }

    private static AnalysisPart.Curves Curves() => new(
        "auc-mean", "Mean area over the radius of the attack", "Mean over the labels.", "L-infinity radius ε, in units of the [0,1] image", "mean AUC",
        [.. new[] { "clean norm, attacked through it", Long, "worst of both attacks" }.Select((name, index) => new AnalysisCurve(name, [.. Enumerable.Range(0, 21).Select(Point)
            .Select(p => p with { Y = p.Y - index * 0.06, Low = p.Low - index * 0.06, High = p.High - index * 0.06 })]))]);

    private static AnalysisPoint Point(int at)
    {
        var area = 0.5 + 0.4 * Math.Exp(-at / 8.0);
        return new AnalysisPoint(at * 0.0005, area, area - 0.05, area + 0.04);
    }

    private static AnalysisPart.Grid Grid(string name, int side)
    {
        var layers = Enumerable.Range(0, side).Select(layer => $"layer{1 + 4 * layer / side}.{layer}.conv1").ToList();
        var values = layers.SelectMany((_, row) => layers.Select((_, column) => (double?)Math.Exp(-Math.Abs(row - column) / 6.0)));
        return new AnalysisPart.Grid(name, $"Similarity of {side} layers", "Centred kernel alignment.", "clean norm", "adversarial norm", layers, layers, [.. values]);
    }

    private static AnalysisPart.Table Table() => new(
        "auc", "Areas under each attack", "Attacks of radius 0.005.",
        [new("mean", "Mean area over the labels."), new("Mass", "Area for Mass."), new("Effusion", "Area for Effusion.")],
        [
            new("clean", [new(0.931, 0.902, 0.958), new(0.95, 0.9, 0.99), new(0.912, 0.85, 0.96)]),
            new("worst of all", [new(0.214, 0.15, 0.27), new(0.2, 0.1, 0.3), new(null)]),
        ]);
}
