using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>One analysis as the page shows it.</summary>
/// <param name="Branch">The batch norm that was looked at; Clean where the kind looks at all of them.</param>
/// <param name="SoftwareVersion">Of the software that found it.</param>
/// <param name="OtherModel">Name of the model that it is compared with; null without one.</param>
public sealed record AnalysisDetails(
    AnalysisId Id, ModelId ModelId, string Model, ModelVariant Variant, AnalysisKind Kind, DatasetId DatasetId, string Dataset, bool IsSynthetic,
    DatasetSplit Split, NormBranch Branch, AnalysisParameters Parameters, string? OtherModel,
    AnalysisResult Result, string SoftwareVersion, DateTime CreatedUtc);

/// <summary>A job and what it was asked for.</summary>
public sealed record AnalysisJob(JobSnapshot Job, AnalyseRequest Request);
