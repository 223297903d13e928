using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports;

/// <summary>The two stored files of a report, as bytes and as what they say.</summary>
internal sealed class StoredReport(Report report, byte[] analysisSet, byte[] results)
{
    public DateTime CreatedUtc => report.CreatedUtc;

    public BlobHash AnalysisSetHash => report.AnalysisSet;

    public BlobHash ResultsHash => report.Results;

    public byte[] AnalysisSetJson => analysisSet;

    public byte[] ResultsJson => results;

    public AnalysisSet AnalysisSet { get; } = CanonicalJson.Read<AnalysisSet>(analysisSet);

    public ReportResults Results { get; } = CanonicalJson.Read<ReportResults>(results);
}
