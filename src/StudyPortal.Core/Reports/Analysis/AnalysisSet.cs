namespace StudyPortal.Core.Reports.Analysis;

/// <summary>Everything a report is computed from, and nothing else: frozen when the study closes, named by the SHA-256 of its JSON.</summary>
/// <param name="Format">Name and version of this layout.</param>
/// <param name="Readers">Reader codes in order.</param>
/// <param name="Ratings">Answers on a scale.</param>
/// <param name="Answers">All other answers; null in the first format, which had none.</param>
/// <param name="Overlaps">Of maps and marks; null in the first format.</param>
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
    IReadOnlyList<OverlapFacts>? Overlaps = null)
{
    public const string CurrentFormat = "studyportal-analysis-set/2";
}
