using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports;

/// <summary>The closed studies with their newest report, last closed first.</summary>
public sealed class ListReports(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<ReportRow>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var studies = await (
            from study in db.Set<Study>().AsNoTracking()
            join dataset in db.Set<Dataset>() on study.DatasetId equals dataset.Id
            where study.ClosedUtc != null
            orderby study.ClosedUtc descending
            select new { study.Id, study.Name, dataset.IsSynthetic, study.IsSimulated, study.ClosedUtc }).ToListAsync(cancellationToken);
        var reports = (await db.Set<Report>().AsNoTracking().ToListAsync(cancellationToken)).ToLookup(report => report.StudyId);
        return
        [
            .. from study in studies
               let newest = reports[study.Id].MaxBy(report => report.CreatedUtc)
               select new ReportRow(study.Id, study.Name, study.IsSynthetic, study.IsSimulated, study.ClosedUtc, newest?.Id, newest?.CreatedUtc),
        ];
    }
}
