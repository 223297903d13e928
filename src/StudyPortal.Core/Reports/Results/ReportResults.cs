using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Every number of a report; computed from the analysis set alone, so that running it again gives the same bytes.</summary>
/// <param name="AnalysisSet">SHA-256 of the analysis set.</param>
/// <param name="Overlaps">Of maps and marks, for each question that asks for marks; null in reports of before.</param>
/// <param name="Robustness">Of the models under growing attacks; null in reports of before, as all below.</param>
/// <param name="External">Of the models on other data sets.</param>
/// <param name="Mrmc">Readers' ROC areas, for each question with a scale.</param>
/// <param name="Strata">Ratings by label, truth, outcome, stratum and reader, for each question with a scale.</param>
/// <param name="Relations">Of ratings and measures of the maps, for each question with a scale.</param>
/// <param name="Flow">From the readers taken in to the ratings analysed.</param>
/// <param name="Planned">What was registered, and what is exploratory.</param>
/// <param name="Methods">In words.</param>
/// <param name="Limitations">Found by rules.</param>
public sealed record ReportResults(
    string AnalysisSet,
    string SoftwareVersion,
    AnalysisPlan Plan,
    StudyFacts Study,
    IReadOnlyList<ArmFacts> Arms,
    IReadOnlyList<string> Readers,
    int Cases,
    IReadOnlyList<ExclusionCount> Exclusions,
    IReadOnlyList<QuestionResults> Questions,
    IReadOnlyList<ConditionResults> Classification,
    IReadOnlyList<SaliencyResults> Saliency,
    IReadOnlyList<OverlapResults>? Overlaps = null,
    IReadOnlyList<RobustnessResults>? Robustness = null,
    IReadOnlyList<ExternalResults>? External = null,
    IReadOnlyList<MrmcResults>? Mrmc = null,
    IReadOnlyList<StratifiedRatings>? Strata = null,
    IReadOnlyList<MapRelations>? Relations = null,
    FlowResults? Flow = null,
    PlannedResults? Planned = null,
    IReadOnlyList<MethodsParagraph>? Methods = null,
    IReadOnlyList<Limitation>? Limitations = null);

public sealed record ExclusionCount(string Reason, int Count);
