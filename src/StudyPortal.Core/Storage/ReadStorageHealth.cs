using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

/// <summary>Whether the store answers, where it lies and how much room is left.</summary>
public sealed class ReadStorageHealth(IDbContextFactory<PortalDb> databases, DataRoot root)
{
    public async Task<StorageHealth> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var schema = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).LastOrDefault() ?? "";
        var drive = new DriveInfo(root.Folder);
        return new StorageHealth(root.Folder, schema, await DatabaseBytesAsync(db, cancellationToken), drive.AvailableFreeSpace, drive.TotalSize);
    }

    // With SQLite recent writes lie in the write-ahead log until a checkpoint moves them.
    private async Task<long> DatabaseBytesAsync(PortalDb db, CancellationToken cancellationToken) => db is PostgresPortalDb
        ? await db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancellationToken)
        : new[] { root.Database, root.Database + "-wal" }.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);
}
