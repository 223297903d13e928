using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reports;

public sealed class IdentityExportTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_export_says_who_each_code_is_and_the_audit_log_who_asked()
    {
        await using var study = await RatedStudy.CloseAsync(4, 2, (_, ratedCase, _) => ratedCase);
        var report = await study.ReportAsync();

        var file = await study.Portal.Get<ExportIdentities>().ExecuteAsync(report.Id, "admin@example.org", Stop);

        var readers = await ReadersAsync(study);
        Assert.Equal(["reader,name,email", .. readers.Select(r => $"{r.Code},{r.Name},{r.Email}")], Encoding.UTF8.GetString(file!.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await using var db = study.Portal.OpenDb();
        var entry = await db.Set<AuditEvent>().SingleAsync(e => e.Action == "reports.identities-exported", Stop);
        Assert.Equal(("admin@example.org", study.Study.ToString()), (entry.Actor, entry.Subject));
    }

    [Fact]
    public async Task No_file_of_the_bundle_names_a_reader()
    {
        await using var study = await RatedStudy.CloseAsync(4, 2, (_, ratedCase, _) => ratedCase);
        var report = await study.ReportAsync();
        var names = (await ReadersAsync(study)).SelectMany(reader => new[] { reader.Name, reader.Email }).ToList();
        using var archive = new ZipArchive(new MemoryStream(await study.FileAsync(report.Id, DownloadReport.Bundle)));

        Assert.DoesNotContain(archive.Entries, entry => entry.Name == ExportIdentities.Name);
        foreach (var entry in archive.Entries)
        {
            using var text = new StreamReader(entry.Open(), Encoding.Latin1);
            var content = await text.ReadToEndAsync(Stop);
            Assert.All(names, name => Assert.DoesNotContain(name, content, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_report_that_is_not_there_gives_no_names_and_no_audit_event()
    {
        await using var portal = await TestPortal.CreateAsync();

        Assert.Null(await portal.Get<ExportIdentities>().ExecuteAsync(ReportId.New(), "admin@example.org", Stop));

        await using var db = portal.OpenDb();
        Assert.False(await db.Set<AuditEvent>().AnyAsync(e => e.Action == "reports.identities-exported", Stop));
    }

    private static async Task<IReadOnlyList<(string Code, string Name, string Email)>> ReadersAsync(RatedStudy study)
    {
        await using var db = study.Portal.OpenDb();
        var readers = await (
            from reader in db.Set<StudyReader>()
            join account in db.Set<Account>() on reader.AccountId equals account.Id
            where reader.StudyId == study.Study
            select new { reader.Code, account.DisplayName, account.Email }).ToListAsync(Stop);
        return [.. readers.OrderBy(reader => reader.Code).Select(reader => (reader.Code, reader.DisplayName, reader.Email!))];
    }
}
