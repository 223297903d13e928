using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

/// <summary>Brings the database to the schema of this version.</summary>
public sealed class MigrateStore(IDbContextFactory<PortalDb> databases, DataRoot root, TimeProvider clock)
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Several processes may call this at once: one migrates, the others wait for it.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (db is PostgresPortalDb shared)
        {
            await PostgresMigration.RunAsync(shared, cancellationToken);
            return;
        }

        using var alone = await WaitForLockAsync(cancellationToken);
        await ClearAbandonedLockAsync(db, cancellationToken);
        await KeepBeforeAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>SQLite makes some tables anew outside any transaction: what is there is kept beside the database until somebody deletes it.</summary>
    private async Task KeepBeforeAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count == 0 || !(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any()) return;
        var kept = Path.Combine(root.Folder, $"portal-before-{pending[^1]}.db");
        if (File.Exists(kept)) return;
        var partial = kept + ".partial";
        File.Delete(partial);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {partial}", cancellationToken);
        File.Move(partial, kept);
    }

    private async Task<FileStream> WaitForLockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(root.Folder, "migrating.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(RetryEvery, clock, cancellationToken);
            }
        }
    }

    // EF's own lock is a row that outlives a killed process; ours is the kernel's, so whoever holds it may clear that row.
    private static async Task ClearAbandonedLockAsync(PortalDb db, CancellationToken cancellationToken)
    {
        var locked = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
            .SingleAsync(cancellationToken);
        if (locked > 0) await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancellationToken);
    }
}
