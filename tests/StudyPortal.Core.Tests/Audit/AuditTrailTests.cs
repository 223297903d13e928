using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Audit;

public sealed class AuditTrailTests
{
    [Fact]
    public async Task Events_written_at_once_form_one_chain()
    {
        await using var portal = await TestPortal.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Append(portal, $"thing {i}")));

        var verdict = Assert.IsType<AuditVerdict.Intact>(await portal.Get<VerifyAuditTrail>().ExecuteAsync(CancellationToken.None));
        Assert.Equal(20, verdict.Events);
    }

    [Theory]
    [InlineData("""UPDATE "AuditEvents" SET "Actor" = 'someone else'""")]
    [InlineData("""DELETE FROM "AuditEvents" """)]
    public async Task The_database_refuses_to_change_history(string sql)
    {
        await using var portal = await TestPortal.CreateAsync();
        await Append(portal, "thing");
        await using var db = portal.OpenDb();

        var error = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));
        Assert.Contains("append-only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tampering_behind_the_triggers_breaks_the_chain_at_that_event()
    {
        await using var portal = await TestPortal.CreateAsync();
        for (var i = 0; i < 5; i++) await Append(portal, $"thing {i}");
        await using var db = portal.OpenDb();
        var refusal = TestDatabase.IsPostgresAsked ? """DROP TRIGGER "AuditEvents_refuse_change" ON "AuditEvents" """ : "DROP TRIGGER AuditEvents_refuse_UPDATE";
        await db.Database.ExecuteSqlRawAsync(refusal, TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync("""UPDATE "AuditEvents" SET "Details" = 'never happened' WHERE "Sequence" = 3""", TestContext.Current.CancellationToken);

        var verdict = Assert.IsType<AuditVerdict.Broken>(await portal.Get<VerifyAuditTrail>().ExecuteAsync(CancellationToken.None));
        Assert.Equal(3, verdict.AtSequence);
    }

    private static async Task Append(TestPortal portal, string subject)
    {
        await using var db = portal.OpenDb();
        await using var transaction = await db.BeginWritingAsync(CancellationToken.None);
        await AuditTrail.AppendAsync(db, portal.Clock.GetUtcNow().UtcDateTime, "tester", "thing.done", subject, "", CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
