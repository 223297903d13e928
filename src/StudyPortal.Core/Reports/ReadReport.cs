using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports;

/// <summary>A report as it was made; both parts are read by hash and checked.</summary>
public sealed record ReportDetails(ReportId Id, DateTime CreatedUtc, BlobHash AnalysisSetHash, BlobHash ResultsHash, AnalysisSet AnalysisSet, ReportResults Results);

public sealed class ReadReport(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>Null when there is no such report.</summary>
    /// <exception cref="BlobCorruptException">A file of the report was damaged.</exception>
    public async Task<ReportDetails?> ExecuteAsync(ReportId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var report = await db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (report is null) return null;
        var analysisSet = CanonicalJson.Read<AnalysisSet>(await blobs.ReadAsync(report.AnalysisSet, cancellationToken));
        var results = CanonicalJson.Read<ReportResults>(await blobs.ReadAsync(report.Results, cancellationToken));
        return new ReportDetails(report.Id, report.CreatedUtc, report.AnalysisSet, report.Results, analysisSet, results);
    }
}
