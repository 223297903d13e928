using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Files;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports;

/// <summary>A report: what it was computed from, what came out, and the hashes of both.</summary>
public sealed record ReportDetails(
    ReportId Id, DateTime CreatedUtc, BlobHash AnalysisSetHash, BlobHash ResultsHash, AnalysisSet AnalysisSet, ReportResults Results,
    IReadOnlyList<ReportFileName> Files);
