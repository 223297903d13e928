using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Tests.Storage;

public sealed class MigrateStoreTests
{
    [Fact]
    public async Task The_migrations_hold_the_whole_model()
    {
        await using var portal = await TestPortal.CreateAsync();
        await using var db = portal.OpenDb();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Connections_flush_every_commit_and_check_foreign_keys()
    {
        await using var portal = await TestPortal.CreateAsync();
        await using var db = portal.OpenDb();

        Assert.Equal("wal", await Pragma(db, "journal_mode"));
        Assert.Equal("2", await Pragma(db, "synchronous"));
        Assert.Equal("1", await Pragma(db, "foreign_keys"));
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_process_does_not_stop_the_next_start()
    {
        await using var portal = await TestPortal.CreateAsync();
        await using var db = portal.OpenDb();
        await db.Database.ExecuteSqlRawAsync("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL)""", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""", TestContext.Current.CancellationToken);

        await portal.Get<MigrateStore>().ExecuteAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Evaluations_of_before_keep_their_place_and_have_no_label_map()
    {
        await using var portal = await TestPortal.CreateAsync();
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

    private static async Task<string> Pragma(PortalDb db, string name)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return $"{await command.ExecuteScalarAsync()}";
    }
}
