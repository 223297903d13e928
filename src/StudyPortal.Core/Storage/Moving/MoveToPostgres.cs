using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage.Moving;

/// <summary>
/// Moves the rows of a portal on SQLite, and the keys of its web host, to an empty database on PostgreSQL, in one transaction there. Blobs stay in
/// the data root, which the processes on PostgreSQL share; the file of SQLite stays as it is.
/// </summary>
public sealed class MoveToPostgres(DataRoot root, StorageSettings target, TimeProvider clock)
{
    /// <summary>A portal that was just stopped may still be ending.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="told">After each table.</param>
    /// <param name="cancellationToken">Leaves the target without a row.</param>
    /// <exception cref="InvalidOperationException">There is no portal, it is still running, or the target holds one.</exception>
    /// <exception cref="InvalidDataException">A table has other rows there than here; nothing was kept.</exception>
    public async Task<IReadOnlyList<CopiedTable>> ExecuteAsync(Action<CopiedTable> told, CancellationToken cancellationToken)
    {
        if (target.Provider != StorageProvider.Postgres) throw new InvalidOperationException("Set Storage__Provider=postgres and Storage__Connection to the empty database that the portal shall move to.");
        if (!File.Exists(root.Database)) throw new InvalidOperationException($"There is no portal in '{root.Folder}': it has no {Path.GetFileName(root.Database)}.");
        // Whatever somebody still wrote would stay behind.
        await using (await SoleSqlite.OpenAsync(root.Database, Patience, cancellationToken))
        {
        }

        var (sqlite, postgres) = (new SqliteFile(root), new PostgresFactory(new DbContextOptionsBuilder<PostgresPortalDb>().UsePostgres(target).Options));
        await new MigrateStore(sqlite, root, clock).ExecuteAsync(cancellationToken);
        await new MigrateStore(postgres, root, clock).ExecuteAsync(cancellationToken);
        await using var alone = await SoleSqlite.OpenAsync(root.Database, Patience, cancellationToken);
        await using var from = await ReadOnlyStore.OpenAsync(sqlite, root, cancellationToken);
        await using var to = (PostgresPortalDb)postgres.CreateDbContext();
        await using var writing = await to.BeginWritingAsync(cancellationToken);
        await RefuseFilledAsync(to, cancellationToken);
        var copied = await StoreCopy.RunAsync(from.Db, to, told, cancellationToken);
        to.AddRange(Keys());
        await to.SaveChangesAsync(cancellationToken);
        await writing.CommitAsync(cancellationToken);
        return copied;
    }

    private static async Task RefuseFilledAsync(PortalDb to, CancellationToken cancellationToken)
    {
        foreach (var table in StoreTable.Of(to))
            if (!await table.IsEmptyAsync(to, cancellationToken))
                throw new InvalidOperationException($"The database on PostgreSQL is not empty: {table.Name} has rows. Make a new database for the portal.");
    }

    private IEnumerable<DataProtectionKey> Keys() => Directory.EnumerateFiles(root.Keys, "*.xml").Order(StringComparer.Ordinal)
        .Select(file => new DataProtectionKey { FriendlyName = Path.GetFileNameWithoutExtension(file), Xml = File.ReadAllText(file) });

    private sealed class SqliteFile(DataRoot root) : IDbContextFactory<PortalDb>
    {
        public PortalDb CreateDbContext() => new((DbContextOptions<PortalDb>)new DbContextOptionsBuilder<PortalDb>().UseSqlite(root).Options);
    }
}
