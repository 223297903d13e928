namespace StudyPortal.Core.Reports.Analysis;

/// <summary>Everything a report is computed from, and nothing else: frozen when the study closes, named by the SHA-256 of its JSON.</summary>
/// <param name="Format">Name and version of this layout.</param>
/// <param name="Readers">Reader codes in order.</param>
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
    IReadOnlyList<EvaluationFacts> Evaluations)
{
    public const string CurrentFormat = "studyportal-analysis-set/2";
}
