using System.Globalization;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Evaluation;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>How small a change of an image flips each of its labels.</summary>
internal sealed class FlippingRadiusAnalyst : Analyst
{
    private const int Radii = 21, Halvings = 7;

    public override AnalysisKind Kind => AnalysisKind.FlippingRadius;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        var labels = subject.Model.Labels;
        var radii = new FlippingRadius(subject.Epsilon, Halvings, subject.Steps) { ExclusiveLabels = subject.HasExclusiveLabels }
            .Compute(subject.Network, subject.Branch, subject.Images, subject.Truth, progress, cancellation);
        List<(string Name, int[] At)> groups =
        [
            ("all labels", [.. Given(radii, Enumerable.Range(0, radii.Length))]),
            .. labels.Select((name, label) => (name, Given(radii, Enumerable.Range(0, radii.Length).Where(at => at % labels.Count == label)).ToArray())),
        ];
        var definition = string.Create(
            CultureInfo.InvariantCulture,
            $"Smallest L-infinity radius, up to {subject.Epsilon} and to {subject.Epsilon / (1 << Halvings):0.#####}, at which an adaptive attack of {subject.Steps} steps on one label brings its {(subject.HasExclusiveLabels ? "log-odds" : "logit")} to the wrong side of 0; a stronger attack may find a smaller one.");
        var curves = new AnalysisPart.Curves(
            "right", "Labels that stay on their side", $"{definition} {CaseMeans.Interval}", "ε", "share of given labels",
            [.. groups.Select(group => new AnalysisCurve(group.Name, Right(group.At, radii, labels.Count, subject.Epsilon, cancellation)))]);
        var table = new AnalysisPart.Table(
            "radius", "Radius by label", definition,
            [
                new("labels", "Given labels of the cases."), new("wrong already", "Share whose logit is on the wrong side of the clean image."),
                new("median radius", "Half of the labels flip at this radius or below, wrong ones at 0; none where less than half flip."),
                new("never", "Share that does not flip within the largest radius."),
            ],
            [.. groups.Select(group => new AnalysisRow(group.Name, Numbers([.. group.At.Select(at => radii[at])])))]);
        return new AnalysisResult(
            subject.Cases.Count, [table, curves],
            ["0 is a probability of one half; it is no threshold that anybody chose. Radii compare models only where that is about right for both."]);
    }

    private static IEnumerable<int> Given(float[] radii, IEnumerable<int> places) => places.Where(at => !float.IsNaN(radii[at]));

    private static IReadOnlyList<AnalysisPoint> Right(int[] at, float[] radii, int labels, double largest, CancellationToken cancellation)
    {
        var means = new CaseMeans([.. at.Select(place => place / labels)]);
        return [.. Enumerable.Range(0, Radii).Select(index =>
        {
            var radius = (float)(largest * index / (Radii - 1));
            return means.At(radius, [.. at.Select(place => radii[place] > radius ? 1.0 : 0.0)], cancellation);
        })];
    }

    private static AnalysisNumber[] Numbers(float[] radii)
    {
        if (radii.Length == 0) return [new(0), default, default, default];
        float[] sorted = [.. radii.Order()];
        return
        [
            new(radii.Length), new(radii.Average(radius => radius == 0 ? 1.0 : 0.0)), new(AnalysisNumbers.Finite(sorted[(sorted.Length - 1) / 2])),
            new(radii.Average(radius => float.IsPositiveInfinity(radius) ? 1.0 : 0.0)),
        ];
    }
}
