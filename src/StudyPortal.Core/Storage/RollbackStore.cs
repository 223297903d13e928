using Microsoft.Data.Sqlite;

namespace StudyPortal.Core.Storage;

/// <summary>Puts the database that was kept before the last upgrade back in its place, so that the version of before can be started again.</summary>
public sealed class RollbackStore(DataRoot root, TimeProvider clock)
{
    /// <param name="discard">Also when something was done since the upgrade, which is lost then.</param>
    /// <param name="cancellationToken">Looked at while waiting for others to close the database.</param>
    /// <exception cref="InvalidOperationException">Nothing was kept, something was done since, or a portal is running; nothing was changed.</exception>
    public async Task<StoreRolledBack> ExecuteAsync(bool discard, CancellationToken cancellationToken)
    {
        using var one = await UpgradeLock.WaitAsync(root, clock, cancellationToken);
        if (!File.Exists(root.Database)) throw new InvalidOperationException($"There is no portal in '{root.Folder}': it has no {Path.GetFileName(root.Database)}.");
        await using var alone = await SoleSqlite.OpenAsync(root.Database, TimeSpan.FromSeconds(5), cancellationToken);
        var current = Schema(alone.Connection);
        var kept = SqliteUpgrade.KeptBefore(root, current);
        if (!File.Exists(kept))
            throw new InvalidOperationException($"There is nothing to go back to: no {Path.GetFileName(kept)} lies beside the database, whose schema is {current}. Restore a backup instead.");
        var back = Compare(kept, alone.Connection);
        if (back.Answers + back.Changes > 0 && !discard)
            throw new InvalidOperationException($"Since the upgrade {back.Answers} answers were given or changed and {back.Changes} other things done, which would be lost. Say --discard to go back all the same; nothing was changed.");
        var newer = FreeName(current);
        File.Replace(kept, root.Database, newer);
        DirectorySync.Flush(root.Folder);
        return back with { NewerFile = newer };
    }

    /// <summary>An earlier rollback's file may hold the only copy of what was discarded then.</summary>
    private string FreeName(string schema) => Enumerable.Range(1, int.MaxValue)
        .Select(number => Path.Combine(root.Folder, number == 1 ? $"portal-after-{schema}.db" : $"portal-after-{schema}-{number}.db"))
        .First(path => !File.Exists(path));

    private static StoreRolledBack Compare(string kept, SqliteConnection current)
    {
        using var before = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = kept, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        before.Open();
        if ((string)Ask(before, "PRAGMA integrity_check(1)") != "ok") throw new InvalidOperationException($"{kept} is damaged. Restore a backup instead.");
        return new StoreRolledBack(Schema(before), "", Since("AnswerEvents"), Since("AuditEvents"));

        long Since(string table) => (long)Ask(current, $"SELECT COUNT(*) FROM {table}") - (long)Ask(before, $"SELECT COUNT(*) FROM {table}");
    }

    private static string Schema(SqliteConnection connection) => (string)Ask(connection, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId DESC LIMIT 1");

    private static object Ask(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar() ?? throw new InvalidOperationException($"{connection.DataSource} is not a portal's database.");
    }
}

/// <param name="Schema">That the database has again.</param>
/// <param name="NewerFile">Where the database of after the upgrade lies now.</param>
/// <param name="Answers">Given or changed since the upgrade, and lost.</param>
/// <param name="Changes">Other things of the audit log that were done since, and are lost.</param>
public sealed record StoreRolledBack(string Schema, string NewerFile, long Answers, long Changes);
