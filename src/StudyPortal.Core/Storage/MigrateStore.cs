using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

/// <summary>Brings the database to the schema of this version.</summary>
public sealed class MigrateStore(IDbContextFactory<PortalDb> databases, DataRoot root, TimeProvider clock)
{
    /// <summary>Tells how far an upgrade is, which copies the whole database.</summary>
    public event Action<UpgradeStep>? Reached;

    /// <summary>Several processes may call this at once: one migrates, the others wait for it.</summary>
    /// <exception cref="InvalidOperationException">A later version made the database, or it cannot be upgraded; it is as it was.</exception>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            if (db is PostgresPortalDb shared)
            {
                await PostgresMigration.RunAsync(shared, cancellationToken);
                return;
            }

        using var alone = await UpgradeLock.WaitAsync(root, clock, cancellationToken);
        var upgrade = new SqliteUpgrade(root, step => Reached?.Invoke(step));
        if (await PendingAsync(cancellationToken) is { } newest) await upgrade.ExecuteAsync(newest, cancellationToken);
        else upgrade.Discard();
    }

    /// <summary>The migration that an upgrade would end with; null where there is none to do.</summary>
    private async Task<string?> PendingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = db.Database.GetMigrations().ToList();
        if (!File.Exists(root.Database)) return known[^1];
        // A file that was restored or rolled back has no log yet; EF looks at it through a connection that could not begin one.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Except(known).LastOrDefault() is { } later)
            throw new InvalidOperationException(
                $"The database in '{root.Folder}' has the schema {later}, which this version ({SoftwareVersion.Current}) does not know: a later version made it. "
                + "Start that version, or go back with its 'studyportal rollback'. Nothing was changed.");
        // A connection that waits for its next use would count as somebody else's.
        if (db.Database.GetDbConnection() is SqliteConnection pooled) SqliteConnection.ClearPool(pooled);
        return known.Except(applied).LastOrDefault();
    }
}
