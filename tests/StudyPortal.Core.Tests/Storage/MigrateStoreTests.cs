using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Storage;

public sealed class MigrateStoreTests
{
    [Fact]
    public async Task The_migrations_hold_the_whole_model()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        await using var db = portal.OpenDb();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Connections_flush_every_commit_and_check_foreign_keys()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        await using var db = portal.OpenDb();

        Assert.Equal("wal", await Pragma(db, "journal_mode"));
        Assert.Equal("2", await Pragma(db, "synchronous"));
        Assert.Equal("1", await Pragma(db, "foreign_keys"));
    }

    [Fact]
    public async Task Evaluations_of_before_keep_their_place_and_have_no_label_map()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        var options = new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={Path.Combine(portal.Root.Folder, "older.db")};Foreign Keys=False").Options;
        await using var db = new PortalDb(options);
        await db.GetService<IMigrator>().MigrateAsync("20261101000001_AppendOnly", TestContext.Current.CancellationToken);
        var id = Guid.NewGuid();
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO Evaluations VALUES ({id}, {Guid.NewGuid()}, {Guid.NewGuid()}, 'Test', 'Clean', 0.0, 0, 'Clean', 'older', '2026-11-01')",
            TestContext.Current.CancellationToken);

        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        var evaluation = await db.Set<Evaluation>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((id, "", null), (evaluation.Id.Value, evaluation.LabelMap, evaluation.MacroAuc));
    }

    [Fact]
    public async Task Orders_of_before_keep_their_repeats_and_answers_and_the_history_stays_append_only()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        var options = new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={Path.Combine(portal.Root.Folder, "older.db")};Foreign Keys=False").Options;
        await using var db = new PortalDb(options);
        await db.GetService<IMigrator>().MigrateAsync("20261123094445_ModelAnalyses", TestContext.Current.CancellationToken);
        var (id, item, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO StudyItems (Id, StudyId, ArmId, CaseId, TargetLabel, SaliencyMapId, Stratum, Weight) VALUES ({item}, {id}, {id}, {id}, 'Mass', {id}, 'Mass', 2.5)",
            TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO ReadingSlots (Id, StudyId, ReaderId, Position, ItemId, IsRepeat) VALUES ({first}, {id}, {id}, 1, {item}, 0), ({second}, {id}, {id}, 2, {item}, 1)",
            TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO AnswerEvents (IdempotencyKey, SlotId, QuestionId, AccountId, AtUtc, OldCannotJudge, NewScore, NewCannotJudge, Version, ActiveMilliseconds, Reason)
            VALUES ({id}, {second}, {id}, {id}, '2026-11-24', 0, 3, 0, 1, 900, '')
            """,
            TestContext.Current.CancellationToken);

        // The first of these migrations leaves the check of foreign keys on, which the rows of this test do not stand.
        await db.GetService<IMigrator>().MigrateAsync("20261130003250_AppendOnlyAgain", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = 0", TestContext.Current.CancellationToken);
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        var slots = await db.Set<ReadingSlot>().OrderBy(s => s.Position).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(SlotPurpose.Main, 1), (SlotPurpose.Repeat, 1)], slots.Select(s => (s.Purpose, s.Session)));
        var kept = await db.Set<StudyItem>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((id, 2.5, false, null), (kept.ArmId?.Value, kept.Weight, kept.IsCalibration, kept.Control));
        var refusal = await Assert.ThrowsAsync<SqliteException>(
            () => db.Database.ExecuteSqlAsync($"UPDATE AnswerEvents SET NewValue = '5'", TestContext.Current.CancellationToken));
        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signatures_of_before_were_given_by_password_and_are_told_by_their_events()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        var options = new DbContextOptionsBuilder<PortalDb>().UseSqlite($"Data Source={Path.Combine(portal.Root.Folder, "older.db")};Foreign Keys=False").Options;
        await using var db = new PortalDb(options);
        await db.GetService<IMigrator>().MigrateAsync("20261130135310_Trainers", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = 0", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO ReadingSignatures (ReaderId, AtUtc, AnswersHash) VALUES ({Guid.NewGuid()}, '2026-11-30', 'abc')", TestContext.Current.CancellationToken);

        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        var signature = await db.Set<ReadingSignature>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SignatureMethod.Password, signature.Method);
        Assert.True(signature.IsToldBy("12 cases, answers abc"));
    }

    private static async Task<string> Pragma(PortalDb db, string name)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return $"{await command.ExecuteScalarAsync()}";
    }
}
