using Microsoft.EntityFrameworkCore;

namespace StudyPortal.Core.Storage;

/// <summary>Brings the database to the schema of this version.</summary>
public sealed class MigrateStore(IDbContextFactory<PortalDb> databases, DataRoot root, TimeProvider clock)
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Several processes may call this at once: one migrates, the others wait for it.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        using var alone = await WaitForLockAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await ClearAbandonedLockAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
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
