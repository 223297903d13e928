using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports;

/// <summary>What a closed study says: the frozen analysis set and the results computed from nothing else.</summary>
public sealed class Report
{
    public required ReportId Id { get; init; }

    public required StudyId StudyId { get; init; }

    /// <summary>The frozen ratings, predictions and provenance (JSON); the report's identity.</summary>
    public required BlobHash AnalysisSet { get; init; }

    /// <summary>Every number of the report (JSON).</summary>
    public required BlobHash Results { get; init; }

    public required string SoftwareVersion { get; init; }

    public required DateTime CreatedUtc { get; init; }
}
