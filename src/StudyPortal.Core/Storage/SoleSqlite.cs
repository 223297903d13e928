using Microsoft.Data.Sqlite;

namespace StudyPortal.Core.Storage;

/// <summary>A SQLite database that no other process has open, and that none can write to until this is disposed of. Its file is whole by itself: it has no log beside it.</summary>
internal sealed class SoleSqlite : IAsyncDisposable
{
    private const int Busy = 5, Locked = 6;

    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(200);

    private readonly SqliteTransaction _lock;

    private SoleSqlite(SqliteConnection connection, SqliteTransaction held) => (Connection, _lock) = (connection, held);

    public SqliteConnection Connection { get; }

    /// <param name="path">Of the file.</param>
    /// <param name="patience">How long to wait for others to close it.</param>
    /// <param name="cancellationToken">Looked at while waiting.</param>
    /// <exception cref="InvalidOperationException">Another process has it open, and did not let go of it in time.</exception>
    public static async Task<SoleSqlite> OpenAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 }.ToString());
        await connection.OpenAsync(cancellationToken);
        while (true)
        {
            try
            {
                // Only the last connection can leave the write-ahead log.
                Run(connection, "PRAGMA journal_mode=DELETE");
                return new SoleSqlite(connection, connection.BeginTransaction(deferred: false));
            }
            catch (SqliteException taken) when (taken.SqliteErrorCode is Busy or Locked)
            {
                if (TimeProvider.System.GetElapsedTime(begun) > patience)
                {
                    await connection.DisposeAsync();
                    throw new InvalidOperationException($"Another program has {path} open: a portal or trainer of another version, or a tool. Stop it and start again; nothing was changed.", taken);
                }

                await Task.Delay(RetryEvery, cancellationToken);
            }
        }
    }

    /// <summary>By SQLite itself: opening the file in another way would let go of the lock.</summary>
    public void CopyTo(string path)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Connection.DataSource, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    public async ValueTask DisposeAsync()
    {
        await _lock.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private static void Run(SqliteConnection connection, string command)
    {
        using var run = connection.CreateCommand();
        run.CommandText = command;
        run.ExecuteNonQuery();
    }
}
