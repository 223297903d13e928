using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;
using StudyPortal.Core.Storage.Moving;
using StudyPortal.Core.Storage.Postgres;
using StudyPortal.Core.Tests.Reading;
using StudyPortal.Core.Verification;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Storage.Postgres;

public sealed class MoveToPostgresTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_portal_on_SQLite_goes_on_on_PostgreSQL_with_every_row()
    {
        await using var room = await FilledAsync();
        await using var target = await TestDatabase.EmptyPostgresAsync();
        await File.WriteAllTextAsync(Path.Combine(room.Portal.Root.Keys, "key-1.xml"), "<key id=\"1\" />", Stop);
        await using (var db = room.Portal.OpenDb())
        {
            await PutTimesAsync(db);
            await PutPasskeyAsync(db, room.Reader);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        var copied = (await MoveAsync(room, target)).ToDictionary(table => table.Name, table => table.Rows);

        await using var moved = room.Portal.On(target.Settings);
        var verdict = Assert.IsType<AuditVerdict.Intact>(await moved.Get<VerifyAuditTrail>().ExecuteAsync(Stop));
        await using (var db = moved.OpenDb()) Assert.Equal("the blue key", (await db.Set<IdentityUserPasskey<Guid>>().SingleAsync(Stop)).Data.Name);
        Assert.Equal((1L, 1L, verdict.Events), (copied["Answers"].Rows, copied["AnswerEvents"].Rows, copied["AuditEvents"].Rows));
        Assert.True(copied["Cases"].Rows > 0 && copied["AspNetUsers"].Rows > 0 && copied["Questions"].Rows > 0);
        await using (var db = (PostgresPortalDb)moved.OpenDb()) Assert.Equal(("key-1", "<key id=\"1\" />"), await db.DataProtectionKeys.Select(key => new ValueTuple<string?, string?>(key.FriendlyName, key.Xml)).SingleAsync(Stop));
        Assert.IsType<SubmitOutcome.Saved>(await moved.Get<SubmitAnswer>().ExecuteAsync(room.Submission(1, AnswerValue.Scored(2)), Stop));
        await moved.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "After", new { }, "admin", Stop);
        Assert.Equal(verdict.Events + 1, Assert.IsType<AuditVerdict.Intact>(await moved.Get<VerifyAuditTrail>().ExecuteAsync(Stop)).Events);
    }

    [Fact]
    public async Task A_portal_that_was_moved_is_found_as_sound_on_PostgreSQL_as_on_SQLite_and_an_answer_that_is_changed_there_is_found()
    {
        await using var room = await FilledAsync();
        await using var target = await TestDatabase.EmptyPostgresAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await MoveAsync(room, target);
        await using var moved = room.Portal.On(target.Settings);

        Assert.Empty((await moved.Get<VerifyPortal>().ExecuteAsync(_ => { }, Stop)).Findings);
        await using (var db = moved.OpenDb()) await db.Set<Answer>().ExecuteUpdateAsync(set => set.SetProperty(answer => answer.Value, "0"), Stop);

        Assert.Equal(FindingKind.AnswerChanged, Assert.Single((await moved.Get<VerifyPortal>().ExecuteAsync(_ => { }, Stop)).Findings).Kind);
    }

    [Fact]
    public async Task A_target_that_holds_a_row_is_refused_and_stays_as_it_is()
    {
        await using var room = await FilledAsync();
        await using var target = await TestDatabase.EmptyPostgresAsync();
        await using var there = room.Portal.On(target.Settings);
        await there.Get<MigrateStore>().ExecuteAsync(Stop);
        await there.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Count", new { }, "admin", Stop);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => MoveAsync(room, target));

        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
        await using var db = there.OpenDb();
        Assert.Equal((1, 0), (await db.Set<Job>().CountAsync(Stop), await db.Users.CountAsync(Stop)));
    }

    [Fact]
    public async Task A_move_that_fails_in_its_middle_leaves_no_row_and_can_be_made_again()
    {
        await using var room = await FilledAsync();
        await using var target = await TestDatabase.EmptyPostgresAsync();
        await using var there = room.Portal.On(target.Settings);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var stopped = new MoveToPostgres(room.Portal.Root, target.Settings, TimeProvider.System);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => stopped.ExecuteAsync(
            table => { if (table.Name == "Questions") throw new InvalidTimeZoneException("stopped by the test"); }, Stop));

        await using (var db = there.OpenDb()) Assert.Equal((0, 0), (await db.Users.CountAsync(Stop), await db.Set<AuditEvent>().CountAsync(Stop)));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.NotEmpty(await MoveAsync(room, target));
    }

    [Fact]
    public async Task A_portal_that_is_still_running_is_not_moved()
    {
        await using var room = await FilledAsync();
        await using var target = await TestDatabase.EmptyPostgresAsync();
        await using var running = room.Portal.OpenDb();
        await running.Database.OpenConnectionAsync(Stop);
        Assert.True(await running.Users.AnyAsync(Stop));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => MoveAsync(room, target));

        Assert.Contains("Another program has", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_portal_on_PostgreSQL_is_restored_and_moved_to_another_with_the_same_rows_files_and_keys()
    {
        await using var room = await Room.OpenAsync(on: await TestPortal.CreatePostgresAsync());
        await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4)));
        await using (var db = (PostgresPortalDb)room.Portal.OpenDb())
        {
            db.Add(new Microsoft.AspNetCore.DataProtection.EntityFrameworkCore.DataProtectionKey { FriendlyName = "key-1", Xml = "<key id=\"1\" />" });
            await db.SaveChangesAsync(Stop);
        }

        using var backups = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        await using var target = await TestDatabase.EmptyPostgresAsync();
        await room.Portal.Get<TakeBackup>().ExecuteAsync(backups.Path, (_, _) => { }, Stop);
        var root = new DataRoot(elsewhere.Path);
        await new RestoreBackup(root, BlobKeys.None).ExecuteAsync(backups.Path, null, (_, _) => { }, Stop);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await new MoveToPostgres(root, target.Settings, TimeProvider.System).ExecuteAsync(_ => { }, Stop);

        await using var moved = room.Portal.On(target.Settings);
        Assert.Equal(await RowsAsync(room.Portal), await RowsAsync(moved));
        Assert.IsType<AuditVerdict.Intact>(await moved.Get<VerifyAuditTrail>().ExecuteAsync(Stop));
        await using var keys = (PostgresPortalDb)moved.OpenDb();
        Assert.Equal("<key id=\"1\" />", (await keys.DataProtectionKeys.SingleAsync(Stop)).Xml);
        Assert.All(Directory.EnumerateFiles(room.Portal.Root.Blobs, "*", SearchOption.AllDirectories), blob => Assert.True(File.Exists(Path.Combine(root.Blobs, Path.GetRelativePath(room.Portal.Root.Blobs, blob)))));
    }

    private static async Task<IReadOnlyList<CopiedTable>> RowsAsync(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        await db.Database.OpenConnectionAsync(Stop);
        var tables = new List<CopiedTable>();
        foreach (var table in StoreTable.Of(db).Where(table => table.Name != StoreCopy.KeyTable))
        {
            using var hash = new RowHash();
            await foreach (var row in table.RowsAsync(db, Stop)) hash.Add(row);
            tables.Add(new CopiedTable(table.Name, hash.Finish()));
        }

        return tables;
    }

    private static async Task<Room> FilledAsync()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        var room = await Room.OpenAsync(on: await TestPortal.CreateSqliteAsync());
        Assert.IsType<SubmitOutcome.Saved>(await room.SubmitAsync(room.Submission(0, AnswerValue.Scored(4))));
        return room;
    }

    /// <summary>An event at a time that PostgreSQL cannot keep, which the chain of hashes must survive.</summary>
    private static async Task PutTimesAsync(PortalDb db)
    {
        await using var transaction = await db.BeginWritingAsync(Stop);
        await AuditTrail.AppendAsync(db, new DateTime(639000000001234567, DateTimeKind.Utc), "tester", "thing.done", "thing", "seven digits", Stop);
        await db.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
    }

    /// <summary>Stored as a document, whose members PostgreSQL orders by itself.</summary>
    private static async Task PutPasskeyAsync(PortalDb db, Guid account)
    {
        db.Add(new IdentityUserPasskey<Guid>
        {
            CredentialId = [1, 2, 3],
            UserId = account,
            Data = new IdentityPasskeyData { PublicKey = [4], Name = "the blue key", CreatedAt = DateTimeOffset.UnixEpoch, SignCount = 7, Transports = ["usb", "nfc"], AttestationObject = [5], ClientDataJson = [6] },
        });
        await db.SaveChangesAsync(Stop);
    }

    private static Task<IReadOnlyList<CopiedTable>> MoveAsync(Room room, TestDatabase target) =>
        new MoveToPostgres(room.Portal.Root, target.Settings, TimeProvider.System).ExecuteAsync(_ => { }, Stop);
}
