using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reports.Files;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports;

/// <summary>Who stands behind the readers' codes of a report: in no other file of it, for administrators only, and every export is in the audit log.</summary>
public sealed class ExportIdentities(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public const string Name = "identities.csv";

    /// <summary>Null when there is no such report.</summary>
    public async Task<ReportFile?> ExecuteAsync(ReportId id, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } report) return null;

        var readers = await (
            from reader in db.Set<StudyReader>().AsNoTracking()
            join account in db.Set<Account>() on reader.AccountId equals account.Id
            where reader.StudyId == report.StudyId
            select new { Reader = reader, account.DisplayName, account.Email }).ToListAsync(cancellationToken);
        using var csv = new CsvText("reader", "name", "email");
        foreach (var each in readers.OrderBy(each => each.Reader.Number)) csv.Add(each.Reader.Code, each.DisplayName, each.Email);
        await AuditTrail.AppendAsync(db, clock.GetUtcNow().UtcDateTime, actor, "reports.identities-exported", report.StudyId.ToString(), $"report {id}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReportFile(Name, "text/csv; charset=utf-8", csv.ToBytes());
    }
}
