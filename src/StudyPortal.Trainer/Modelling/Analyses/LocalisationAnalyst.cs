using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning.Explanation.Belief;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Maps against lesion boxes.</summary>
internal sealed class LocalisationAnalyst : Analyst
{
    /// <summary>Of the pointing game, in shares of the side.</summary>
    private const double Tolerance = 1 / 32.0;

    private static readonly double[] Thresholds = [.. Enumerable.Range(1, 19).Select(i => i / 20.0)];

    public override AnalysisKind Kind => AnalysisKind.Localisation;

    public override CaseChoice Choice => CaseChoice.WithBox;

    public override AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation)
    {
        using var explained = new Explained(subject);
        var maps = explained.Maps(ShareOf.The(progress, 0, 0.7), cancellation);
        var found = new Localisation(Tolerance * subject.Images.Size, Thresholds).Compute(
            maps, [.. subject.Masks.SelectMany(mask => mask)], subject.Images.Size, ShareOf.The(progress, 0.7, 0.3), cancellation);
        var measures = Measures(found);
        var rows = Groups(subject).Select(group => new AnalysisRow(
            group.Name, [.. measures.Select(measure => explained.Means.Of(Only(measure.Values, subject, group.Label), cancellation))]));
        var table = new AnalysisPart.Table(
            "localisation", "Maps against lesion boxes", $"Of absolute values; mean over maps. {CaseMeans.Interval}", [.. measures.Select(m => m.Column)], [.. rows]);
        var overlap = new AnalysisPart.Curves(
            "overlap", "Overlap with the boxes", $"Intersection over union of the boxes and the pixels that reach the threshold; mean over maps. {CaseMeans.Interval}",
            "threshold, share of the largest value", "intersection over union",
            [new("all maps", [.. Thresholds.Select((threshold, at) => explained.Means.At(threshold, found.Overlap[at], cancellation))])]);
        return new AnalysisResult(subject.Cases.Count, [table, overlap], [$"{explained.Images.Count} maps by {subject.Request.Parameters.Method}: one for each label with a box."]);
    }

    private static List<(AnalysisColumn Column, double[] Values)> Measures(LocalisationResult found) =>
    [
        (new("pointing game", "Share of maps whose largest value lies in a box, or within 1/32 of the side of it."), found.Pointing),
        (new("mass inside", "Share of the map inside the boxes."), found.Mass),
        (new("area inside", "Share of the image that the boxes cover: the mass and precision of a map that knows nothing."), found.Area),
        (new("IoU 0.25", "Intersection over union at a quarter of the largest value."), Overlap(found, 0.25)),
        (new("IoU 0.5", "At half of it."), Overlap(found, 0.5)),
        (new("IoU 0.75", "At three quarters of it."), Overlap(found, 0.75)),
        (new("AUPRC", "Area under the precision-recall curve of the map as a detector of the boxes' pixels."), found.AveragePrecision),
    ];

    private static double[] Overlap(LocalisationResult found, double threshold) => found.Overlap[Array.IndexOf(Thresholds, threshold)];

    private static IEnumerable<(string Name, int? Label)> Groups(AnalysisSubject subject) =>
    [
        ("all labels", null),
        .. subject.Findings.Select(finding => finding.Label).Distinct().Order().Select(label => (subject.Model.Labels[label], (int?)label)),
    ];

    /// <summary>NaN for the findings of other labels, which a mean leaves out.</summary>
    private static double[] Only(double[] values, AnalysisSubject subject, int? label) =>
        [.. values.Select((value, index) => label is null || subject.Findings[index].Label == label ? value : double.NaN)];
}
