using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>Asks a trainer for an analysis; see <see cref="ModelAnalysis"/> for the fields.</summary>
public sealed record AnalyseRequest(
    ModelId ModelId, AnalysisKind Kind, DatasetId DatasetId, DatasetSplit Split, NormBranch Branch, AnalysisParameters Parameters);
