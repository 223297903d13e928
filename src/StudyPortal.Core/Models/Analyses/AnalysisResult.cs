namespace StudyPortal.Core.Models.Analyses;

/// <summary>What an analysis found, in the order in which it is shown.</summary>
/// <param name="Cases">How many cases it was computed from.</param>
/// <param name="Parts">Figures and tables, each of a name of its own.</param>
/// <param name="Notes">What a reader of the figures must know besides; sentences.</param>
public sealed record AnalysisResult(int Cases, IReadOnlyList<AnalysisPart> Parts, IReadOnlyList<string> Notes);
