using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports;

/// <summary>The newest report of one study.</summary>
public sealed class FindReport(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Null while none was made.</summary>
    public async Task<ReportId?> ExecuteAsync(StudyId study, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Report>().AsNoTracking()
            .Where(report => report.StudyId == study)
            .OrderByDescending(report => report.CreatedUtc)
            .Select(report => (ReportId?)report.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
