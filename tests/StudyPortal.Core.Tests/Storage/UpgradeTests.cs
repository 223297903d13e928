using Microsoft.Data.Sqlite;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Core.Tests.Storage;

/// <summary>A new version migrates a copy, and one can go back.</summary>
public sealed class UpgradeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upgrade_puts_a_migrated_copy_in_the_place_of_the_database_and_keeps_the_old_one()
    {
        using var portal = await OlderPortal.CreateAsync();
        var (before, steps) = (RowHashes.Of(portal.Root.Database), new List<UpgradeStep>());
        var migrate = portal.Migrate;
        migrate.Reached += steps.Add;

        await migrate.ExecuteAsync(Stop);
        await migrate.ExecuteAsync(Stop);

        Assert.Equal(Enum.GetValues<UpgradeStep>(), steps);
        var newest = await OlderPortal.SchemaOfAsync(portal.Root.Database);
        var kept = Path.Combine(portal.Root.Folder, $"portal-before-{newest}.db");
        Assert.Equal((OlderPortal.Schema, true), (await OlderPortal.SchemaOfAsync(kept), string.CompareOrdinal(newest, OlderPortal.Schema) > 0));
        Assert.Equal(before, RowHashes.Of(kept));
        Assert.Equal(before["AspNetRoles"], RowHashes.Of(portal.Root.Database)["AspNetRoles"]);
        Assert.Equal([Path.GetFileName(kept), "portal.db"], portal.Databases);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_old_database_as_it_was_and_usable_and_says_so()
    {
        using var portal = await OlderPortal.CreateAsync();
        portal.Run("CREATE TABLE StoredFiles (Somebody TEXT)");
        var before = RowHashes.Of(portal.Root.Database);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Migrate.ExecuteAsync(Stop));

        Assert.Contains("StoredFiles", failure.Message, StringComparison.Ordinal);
        Assert.Contains("can still be started", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, RowHashes.Of(portal.Root.Database));
        Assert.Equal((OlderPortal.Schema, "portal.db"), (await OlderPortal.SchemaOfAsync(portal.Root.Database), Assert.Single(portal.Databases)));
        portal.Run("DROP TABLE StoredFiles");
        await portal.Migrate.ExecuteAsync(Stop);
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_process_of_an_earlier_version_does_not_stop_the_upgrade()
    {
        using var portal = await OlderPortal.CreateAsync();
        portal.Run("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""");

        await portal.Migrate.ExecuteAsync(Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_and_left_alone()
    {
        using var portal = await OlderPortal.CreateAsync();
        await portal.Migrate.ExecuteAsync(Stop);
        portal.Run("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99')");
        var before = RowHashes.Of(portal.Root.Database);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Migrate.ExecuteAsync(Stop));

        Assert.Contains("29990101000000_Later", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, RowHashes.Of(portal.Root.Database));
    }

    [Fact]
    public async Task A_database_that_somebody_else_has_open_is_not_touched()
    {
        using var portal = await OlderPortal.CreateAsync();
        portal.Run("PRAGMA journal_mode=WAL");
        using var other = new SqliteConnection($"Data Source={portal.Root.Database};Pooling=False");
        other.Open();
        using var reading = other.CreateCommand();
        reading.CommandText = "SELECT COUNT(*) FROM AspNetRoles";
        reading.ExecuteScalar();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => SoleSqlite.OpenAsync(portal.Root.Database, TimeSpan.FromMilliseconds(100), Stop));

        Assert.Contains("Stop it and start again", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1L, reading.ExecuteScalar());
    }

    [Fact]
    public async Task While_a_database_is_held_for_an_upgrade_nobody_can_write_to_it()
    {
        using var portal = await OlderPortal.CreateAsync();
        await using (await SoleSqlite.OpenAsync(portal.Root.Database, TimeSpan.FromSeconds(1), Stop))
        {
            using var other = new SqliteConnection($"Data Source={portal.Root.Database};Pooling=False;Default Timeout=1");
            other.Open();
            using var write = other.CreateCommand();
            write.CommandText = "DELETE FROM AspNetRoles";
            Assert.Equal(5, Assert.Throws<SqliteException>(() => write.ExecuteNonQuery()).SqliteErrorCode);
        }

        portal.Run("DELETE FROM AspNetRoles");
    }

    [Fact]
    public async Task A_rollback_puts_the_kept_database_back_and_the_upgrade_can_be_done_again()
    {
        using var portal = await OlderPortal.CreateAsync();
        var before = RowHashes.Of(portal.Root.Database);
        await portal.Migrate.ExecuteAsync(Stop);
        var newest = await OlderPortal.SchemaOfAsync(portal.Root.Database);

        var back = await portal.Rollback.ExecuteAsync(discard: false, Stop);

        Assert.Equal((OlderPortal.Schema, 0L, 0L), (back.Schema, back.Answers, back.Changes));
        Assert.Equal(before, RowHashes.Of(portal.Root.Database));
        Assert.Equal(newest, await OlderPortal.SchemaOfAsync(back.NewerFile));
        var nothing = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Rollback.ExecuteAsync(discard: false, Stop));
        Assert.Contains("nothing to go back to", nothing.Message, StringComparison.Ordinal);
        await portal.Migrate.ExecuteAsync(Stop);
        Assert.Equal(newest, await OlderPortal.SchemaOfAsync(portal.Root.Database));
    }

    [Fact]
    public async Task A_second_rollback_keeps_what_the_first_one_put_aside()
    {
        using var portal = await OlderPortal.CreateAsync();
        await portal.Migrate.ExecuteAsync(Stop);
        portal.Run("INSERT INTO AuditEvents VALUES (1, '2026-11-30', 'admin', 'a', 'b', 'c', 'd', 'e')");
        var discarded = RowHashes.Of(portal.Root.Database);
        var first = await portal.Rollback.ExecuteAsync(discard: true, Stop);
        await portal.Migrate.ExecuteAsync(Stop);

        var second = await portal.Rollback.ExecuteAsync(discard: false, Stop);

        Assert.NotEqual(first.NewerFile, second.NewerFile);
        Assert.Equal(discarded, RowHashes.Of(first.NewerFile));
    }

    [Fact]
    public async Task A_rollback_that_would_lose_what_was_done_since_is_refused_unless_that_is_said()
    {
        using var portal = await OlderPortal.CreateAsync();
        await portal.Migrate.ExecuteAsync(Stop);
        portal.Run("INSERT INTO AuditEvents VALUES (1, '2026-11-30', 'admin', 'a', 'b', 'c', 'd', 'e')");
        var after = RowHashes.Of(portal.Root.Database);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Rollback.ExecuteAsync(discard: false, Stop));
        Assert.Equal(after, RowHashes.Of(portal.Root.Database));
        var back = await portal.Rollback.ExecuteAsync(discard: true, Stop);

        Assert.Contains("0 answers were given or changed and 1 other things done", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((OlderPortal.Schema, 1L), (await OlderPortal.SchemaOfAsync(portal.Root.Database), back.Changes));
        Assert.Equal(after, RowHashes.Of(back.NewerFile));
    }
}
