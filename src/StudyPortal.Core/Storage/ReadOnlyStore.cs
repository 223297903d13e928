using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace StudyPortal.Core.Storage;

/// <summary>The database as it is at one moment, for somebody who only looks; others may write meanwhile.</summary>
internal sealed class ReadOnlyStore : IAsyncDisposable
{
    private readonly DbTransaction _moment;

    private ReadOnlyStore(PortalDb db, DbTransaction moment) => (Db, _moment) = (db, moment);

    public PortalDb Db { get; }

    /// <exception cref="InvalidOperationException">There is no database.</exception>
    public static async Task<ReadOnlyStore> OpenAsync(IDbContextFactory<PortalDb> databases, DataRoot root, CancellationToken cancellationToken)
    {
        var db = await databases.CreateDbContextAsync(cancellationToken);
        if (db.Database.IsSqlite())
        {
            await db.DisposeAsync();
            db = OpenFile(root.Database);
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        // SQLite's usual transaction would take the write lock, which nobody has who only looks.
        var moment = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await db.Database.UseTransactionAsync(moment, cancellationToken);
        return new ReadOnlyStore(db, moment);
    }

    public async ValueTask DisposeAsync()
    {
        await _moment.DisposeAsync();
        await Db.DisposeAsync();
    }

    private static PortalDb OpenFile(string path)
    {
        if (!File.Exists(path)) throw new InvalidOperationException($"There is no portal in '{Path.GetDirectoryName(path)}': it has no {Path.GetFileName(path)}.");
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 10 }.ToString();
        return new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite(connection).Options);
    }
}
