using Microsoft.EntityFrameworkCore;

namespace StudyPortal.Core.Storage.Postgres;

/// <summary>Migrates a database on PostgreSQL; the server holds all other processes until it is done, and forgets the lock of one that dies.</summary>
internal static class PostgresMigration
{
    private const int Migrating = 0x5350;

    private static readonly TimeSpan LongestMigration = TimeSpan.FromHours(1);

    public static async Task RunAsync(PostgresPortalDb db, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(LongestMigration);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Migrating})", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            // Closing gives the connection back to the pool, which lets go of the lock only when it is used again.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Migrating})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }
}
