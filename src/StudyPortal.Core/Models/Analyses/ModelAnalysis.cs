using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>What one analysis of a model found. It is written once and never changed; another version of the software finds anew.</summary>
public sealed class ModelAnalysis
{
    public required AnalysisId Id { get; init; }

    public required ModelId ModelId { get; init; }

    public required AnalysisKind Kind { get; init; }

    public required DatasetId DatasetId { get; init; }

    public required DatasetSplit Split { get; init; }

    /// <summary>The norm that was looked at; <see cref="NormBranch.Clean"/> where the kind looks at all of them.</summary>
    public required NormBranch Branch { get; init; }

    /// <summary><see cref="AnalysisParameters"/> as JSON; the same parameters have the same text.</summary>
    public required string ParametersJson { get; init; }

    /// <summary><see cref="AnalysisResult"/> as JSON.</summary>
    public required string ResultJson { get; init; }

    public required string SoftwareVersion { get; init; }

    public required DateTime CreatedUtc { get; init; }
}
