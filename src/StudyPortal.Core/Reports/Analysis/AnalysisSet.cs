using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>Everything a report is computed from, and nothing else: frozen when the study closes, named by the SHA-256 of its JSON.</summary>
/// <param name="Format">Name and version of this layout. The first had scales only; the second had nothing after the overlaps.</param>
/// <param name="SoftwareVersion">The version that froze it.</param>
/// <param name="Readers">Reader codes in order.</param>
/// <param name="Ratings">Answers on a scale.</param>
/// <param name="Evaluations">On the study's own data set first, then on others.</param>
/// <param name="Answers">All other answers; null in the first format, which had none.</param>
/// <param name="Overlaps">Of maps and marks; null in the first format.</param>
/// <param name="History">Every change of every answer, by reader, place, question and version; null before the third format.</param>
/// <param name="Places">Every reader's stored order; null before the third format.</param>
/// <param name="Participants">In the order of the readers; null before the third format.</param>
/// <param name="Registered">What was planned before the study opened; null where nothing was.</param>
/// <param name="Registration">When that was registered, and its hash.</param>
/// <param name="FrozenAfterClosing">The study was closed by a version that froze nothing; the set is what was found when its first report after that was made.</param>
public sealed record AnalysisSet(
    string Format,
    string SoftwareVersion,
    AnalysisPlan Plan,
    StudyFacts Study,
    IReadOnlyList<ArmFacts> Arms,
    IReadOnlyList<string> Readers,
    IReadOnlyList<ItemFacts> Items,
    IReadOnlyList<RatingFacts> Ratings,
    IReadOnlyList<ExclusionFacts> Exclusions,
    IReadOnlyList<EvaluationFacts> Evaluations,
    IReadOnlyList<AnswerFacts>? Answers = null,
    IReadOnlyList<OverlapFacts>? Overlaps = null,
    IReadOnlyList<AnswerEventFacts>? History = null,
    IReadOnlyList<PlaceFacts>? Places = null,
    IReadOnlyList<ReaderFacts>? Participants = null,
    RegisteredPlan? Registered = null,
    PlanRegistration? Registration = null,
    bool FrozenAfterClosing = false)
{
    public const string CurrentFormat = "studyportal-analysis-set/3";
}
