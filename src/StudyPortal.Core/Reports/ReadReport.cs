using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reports.Files;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Reports;

/// <summary>A report as it was made; both parts are read by hash and checked.</summary>
public sealed class ReadReport(IDbContextFactory<PortalDb> databases, BlobStore blobs)
{
    /// <summary>Null when there is no such report.</summary>
    /// <exception cref="BlobCorruptException">A file of the report was damaged.</exception>
    public async Task<ReportDetails?> ExecuteAsync(ReportId id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) is { } stored
            ? new ReportDetails(id, stored.CreatedUtc, stored.AnalysisSetHash, stored.ResultsHash, stored.AnalysisSet, stored.Results, new ReportFiles(stored).Names)
            : null;

    internal async Task<StoredReport?> LoadAsync(ReportId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var report = await db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        return report is null
            ? null
            : new StoredReport(report, await blobs.ReadAsync(report.AnalysisSet, cancellationToken), await blobs.ReadAsync(report.Results, cancellationToken));
    }
}
