using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Sums up the agreement of maps and marks for each arm.</summary>
internal sealed class OverlapAnalysis(AnalysisSet set)
{
    private readonly BootstrapPlan _bootstrap = new(set.Plan.BootstrapReplicates, set.Plan.BootstrapSeed, set.Plan.Confidence);

    public IReadOnlyList<OverlapResults> Run(CancellationToken cancellationToken) =>
    [
        .. set.Study.Questions.Where(question => question.Kind == QuestionFacts.Marks).Select(question => new OverlapResults(
            question.Position, question.Prompt, [.. set.Arms.Select(arm => Arm(question.Position, arm.Ordinal, cancellationToken))])),
    ];

    private ArmOverlap Arm(int question, int arm, CancellationToken cancellationToken)
    {
        var places = (set.Overlaps ?? []).Where(each => each.Question == question && each.Arm == arm && each.Purpose == SlotPurpose.Main && !each.Withdrawn).ToList();
        Measured MeanOf(Func<OverlapFacts, double?> measure) => Mean(places, measure, cancellationToken);
        return new ArmOverlap(
            arm, places.Count, MeanOf(each => each.MassInside), MeanOf(each => each.AreaInside), MeanOf(each => each.Hit ? 1 : 0), MeanOf(each => each.Iou));
    }

    private Measured Mean(List<OverlapFacts> places, Func<OverlapFacts, double?> measure, CancellationToken cancellationToken)
    {
        if (places.Count == 0) return new Measured(null, null, null, "nobody marked anything");
        var readers = set.Readers.Where(reader => places.Exists(each => each.Reader == reader)).ToList();
        var byCase = places.GroupBy(each => (each.Case, each.TargetLabel)).Select(marked => Row(readers, [.. marked], measure));
        return Measured.From(ClusterBootstrap.Mean(RatingMatrix.FromRows([.. byCase]), ResampledUnit.CasesAndReaders, _bootstrap, cancellationToken).Mean);
    }

    private static List<double?> Row(List<string> readers, List<OverlapFacts> marked, Func<OverlapFacts, double?> measure) =>
        [.. readers.Select(reader => marked.Find(each => each.Reader == reader) is { } each ? measure(each) : null)];
}
