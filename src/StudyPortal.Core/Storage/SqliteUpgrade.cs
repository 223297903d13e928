using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Core.Storage;

/// <summary>
/// Migrates a copy of a SQLite database and puts it in the place of the old one by one rename, when it has passed its checks. Whatever
/// fails or is killed before that leaves the old database as it was; it is kept beside the new one afterwards.
/// </summary>
internal sealed class SqliteUpgrade(DataRoot root, Action<UpgradeStep> reached)
{
    /// <summary>A portal and its trainer of before may still be ending.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private string Copy => Path.Combine(root.Folder, "portal-upgrading.db");

    /// <summary>Where the database of before a migration is kept.</summary>
    public static string KeptBefore(DataRoot root, string migration) => Path.Combine(root.Folder, $"portal-before-{migration}.db");

    /// <exception cref="InvalidOperationException">Another process uses the database, or the migrated copy is not whole.</exception>
    public async Task ExecuteAsync(string newest, CancellationToken cancellationToken)
    {
        Discard();
        if (!File.Exists(root.Database))
        {
            await MigrateAsync(cancellationToken);
            reached(UpgradeStep.Migrated);
            File.Move(Copy, root.Database);
            DirectorySync.Flush(root.Folder);
            return;
        }

        await using var alone = await SoleSqlite.OpenAsync(root.Database, Patience, cancellationToken);
        reached(UpgradeStep.Alone);
        try
        {
            alone.CopyTo(Copy);
            reached(UpgradeStep.Copied);
            await MigrateAsync(cancellationToken);
            reached(UpgradeStep.Migrated);
            Check(alone.Connection);
            reached(UpgradeStep.Checked);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Discard();
            throw new InvalidOperationException(
                $"The database could not be upgraded to {newest}: {failure.Message} It is as it was before, and the version that made it can still be started.", failure);
        }

        // One rename; the old file stays under its second name.
        File.Replace(Copy, root.Database, KeptBefore(root, newest));
        DirectorySync.Flush(root.Folder);
        reached(UpgradeStep.Swapped);
    }

    /// <summary>What an upgrade left that was killed.</summary>
    public void Discard()
    {
        foreach (var part in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(Copy + part);
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = Copy, ForeignKeys = true, Pooling = false }.ToString();
        await using (var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite(connection).AddInterceptors(new SqlitePragmas()).ConfigureWarnings(StorageRegistration.Quieten).Options))
        {
            // EF's own lock is a row that outlives a killed process; nobody else has this file.
            if (await db.Database.SqlQuery<long>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) > 0)
                await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }

        await using var whole = await SoleSqlite.OpenAsync(Copy, Patience, cancellationToken);
    }

    /// <summary>The file, its references, and that no migration lost a row.</summary>
    private void Check(SqliteConnection before)
    {
        using var after = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Copy, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        after.Open();
        if (Ask(after, "PRAGMA integrity_check(1)") is var damage && damage as string != "ok") throw new InvalidDataException($"the migrated copy is damaged ({damage}).");
        const string Orphans = "SELECT COUNT(*) FROM pragma_foreign_key_check";
        if ((long)Ask(after, Orphans)! > (long)Ask(before, Orphans)!) throw new InvalidDataException("rows of the migrated copy name rows that are not there.");
        var kept = RowHashes.CountsOf(after);
        foreach (var (table, rows) in RowHashes.CountsOf(before))
            if (kept.TryGetValue(table, out var left) && left < rows) throw new InvalidDataException($"the migrated copy has {left} rows of {table}; there were {rows}.");
    }

    private static object? Ask(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }
}
