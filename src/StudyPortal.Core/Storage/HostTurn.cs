using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

/// <summary>Something that every web host would do by itself and only one may: whoever has the turn keeps it until it is disposed of, or dies. With SQLite there is one host.</summary>
internal sealed class HostTurn : IAsyncDisposable
{
    private const int Turns = 100;

    private readonly PortalDb _db;
    private readonly HostTask _task;

    private HostTurn(PortalDb db, HostTask task) => (_db, _task) = (db, task);

    /// <returns>Null while another host has the turn.</returns>
    public static async Task<HostTurn?> TryTakeAsync(PortalDb db, HostTask task, CancellationToken cancellationToken)
    {
        if (db is not PostgresPortalDb) return new HostTurn(db, task);
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Turns}, {(int)task}) AS \"Value\"").SingleAsync(cancellationToken)) return new HostTurn(db, task);
        await db.Database.CloseConnectionAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_db is not PostgresPortalDb) return;
        await _db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Turns}, {(int)_task})", CancellationToken.None);
        await _db.Database.CloseConnectionAsync();
    }
}

internal enum HostTask
{
    Reminders = 1,
    Demo = 2,
}
